package io.github.oryxcuration.needle.film;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.needle.film.Annotation.Person;
import io.github.oryxcuration.needle.film.Annotation.Scene;
import io.github.oryxcuration.needle.film.Annotation.Style;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnotationFileTest {
  private static Annotation parse(String json) throws IOException {
    return AnnotationFile.read("tt1.json", new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  @Test
  void boxesBecomeFractionsOfThePictureAndTagsBelongToTheirShots() throws IOException {
    Annotation annotation =
        parse(
            """
            {"imdb_id":"tt1","cast":[
              {"id":"a","shot_idx":1,"img_idx":0,"resolution":[1280,640],
               "body":{"type":"detected","bbox":[320,-5,640,700]},"pid":"nm1"},
              {"shot_idx":"1","img_idx":0,"resolution":[1280,640],"body":{"bbox":[0,0,128,64]}}],
             "scene":[{"id":"s0","shot":[0,2],"place_tag":"bar","action_tag":["talk","drink"]},
                      {"id":"s1","shot":[2,2],"place_tag":null,"action_tag":null}],
             "story":[{"id":"t0","shot":[60,424],"frame":[6257,44851],"duration":[260.97,1870.62],
                       "description":"A story.","subtitle":[
                        {"shot":61,"duration":[262.6,263],"sentences":["Good","night."]},
                        {"shot":60,"duration":[260.26,262.51],
                         "sentences":["You gotta give the Yankees--"]}]},
                      {"subtitle":null}],
             "cinematic_style":{"movie":[{"shot":1,"scale":"closeup","movement":"static"}],
                                "trailer":[{"shot":9}]}}
            """);

    assertThat(annotation)
        .isEqualTo(
            new Annotation(
                "tt1",
                Map.of(
                    new KeyFrameName(1, 0),
                    List.of(new Person(0.25, 0, 0.5, 1, "nm1"), new Person(0, 0, 0.1, 0.1, ""))),
                Map.of(1, new Style("closeup", "static")),
                List.of(
                    new Scene(0, 2, List.of("bar"), List.of("talk", "drink")),
                    new Scene(2, 3, List.of(), List.of())),
                new Subtitles(
                    List.of(
                        new Subtitles.Cue(260.26, 262.51, "You gotta give the Yankees--"),
                        new Subtitles.Cue(262.6, 263, "Good night.")),
                    "the annotation's story",
                    0),
                0));
    assertThat(annotation.sceneOf(1)).isEqualTo(annotation.scenes().get(0));
    assertThat(annotation.sceneOf(3)).isNull();
  }

  @Test
  void whatIsNullOrAbsentIsNothing() throws IOException {
    assertThat(parse("{\"cast\":null,\"scene\":null,\"cinematic_style\":null}").isEmpty()).isTrue();
    assertThat(parse("{}").isEmpty()).isTrue();
  }

  @Test
  void elementsThatMakeNoSenseAreCountedAndLeftOut() throws IOException {
    Annotation annotation =
        parse(
            """
            {"cast":[null, 7, {"shot_idx":1}, {"shot_idx":0,"img_idx":0,"resolution":[0,0],
               "body":{"bbox":[1,1,2,2]}}, {"shot_idx":0,"img_idx":0,"resolution":[9,9],
               "body":{"bbox":[5,5,5,5]}}],
             "scene":[{"shot":[3,1]},{"shot":"all"}], "cinematic_style":{"movie":[{"shot":-1}]},
             "story":[5, {"subtitle":[{"sentences":["when?"]}]},
               {"subtitle":[{"duration":[9,8],"sentences":["never"]}]}]}
            """);

    assertThat(annotation)
        .isEqualTo(new Annotation("", Map.of(), Map.of(), List.of(), Subtitles.NONE, 11));
  }

  @Test
  void whatIsNoJsonObjectIsAFaultOfTheFilm() {
    assertThatThrownBy(() -> parse("[]"))
        .isInstanceOf(CurationException.class)
        .hasMessage("tt1.json: expected a JSON object with cast, scene and story");
    assertThatThrownBy(() -> parse("{\"cast\":[{"))
        .isInstanceOf(CurationException.class)
        .hasMessageStartingWith("tt1.json: not JSON: ");
    assertThatThrownBy(() -> parse(""))
        .isInstanceOf(CurationException.class)
        .hasMessage("tt1.json: expected a JSON object with cast, scene and story");
  }
}
