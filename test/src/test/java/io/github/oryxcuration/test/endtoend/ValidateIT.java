package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's set with one of each fault put into its input, and what {@code validate} says. */
class ValidateIT {
  private static final String WORDS =
      "one two three four five six seven eight nine ten eleven twelve thirteen";

  @TempDir static Path folder;

  private static Path input;

  @BeforeAll
  static void drawInput() throws IOException {
    Path demo = folder.resolve("demo");
    assertThat(Shell.run("demo", "--out", demo, "--quiet").exit()).isZero();
    input = demo.resolve("input");
  }

  @Test
  void theDemosOwnSetIsSoundAndCleanOfForeignLists() throws IOException {
    Path list = Files.writeString(folder.resolve("foreign.txt"), "scene0011_00\ntt0047396\n");
    Path certificate = folder.resolve("clean.json");

    Shell shell =
        validate(folder.resolve("demo/set"), "--against", list, "--certificate", certificate);

    assertThat(shell.exit()).as(shell.out()).isZero();
    assertThat(findings(shell.out()))
        .doesNotContainKeys("options", "held_out", "given_away", "contradictions");
    JsonNode clean = Json.mapper().readTree(certificate.toFile());
    assertThat(clean.path("clean").asBoolean()).isTrue();
    assertThat(clean.at("/lists/0/ids").asInt()).isEqualTo(2);
  }

  @Test
  void everyFaultThatIsPutIntoTheInputIsFoundAndToldWhereItStands() throws IOException {
    again(input.resolve("pictures/picture-06.jpg"), input.resolve("pictures/copies/again.png"));
    again(input.resolve("pictures/picture-09.jpg"), folder.resolve("frames/a.png"));
    Files.copy(
        input.resolve("pictures/picture-08.jpg"),
        Files.createDirectories(folder.resolve("frames/sub")).resolve("b.jpg"));
    Path film = input.resolve("pictures/tt0047396/shot_0001.jpg");
    Files.createDirectories(film.getParent());
    Files.copy(input.resolve("pictures/picture-10.jpg"), film);
    Files.writeString(
        input.resolve("planted.json"),
        Json.write(
            List.of(
                row("given", "picture-00.jpg", "Where is the yellow bar, dear?", "The yellow bar."),
                row("letter", "picture-01.jpg", "What is it?\nA. a bar\nB. a ball", "D"),
                row("other", "picture-02.jpg", "How many shapes are there?", "7"),
                row("again", "copies/again.png", "Is it new?", "No."),
                row("words", "picture-04.jpg", "So: " + WORDS + "!", "Thirteen."),
                row("film", "tt0047396/shot_0001.jpg", "What film is it?", "Any."))));
    Files.writeString(
        input.resolve("told.json"),
        Json.write(
            List.of(
                row("1", "picture-00.jpg", "Tell me.", "A bar on a field of grey."),
                row("2", "picture-01.jpg", "Tell me.", "a bar on a field of grey"),
                row("3", "picture-02.jpg", "Tell me.", "A bar on top."))));
    Path recipe =
        Files.writeString(
            input.resolve("planted.yaml"),
            Files.readString(input.resolve("recipe.yaml"))
                + """

                  - {name: planted, format: llava, files: planted.json, media_root: pictures}
                  - {name: told, format: llava, files: told.json, media_root: pictures, task: caption}
                """);
    Path set = folder.resolve("planted");
    Shell built = Shell.run("build", recipe, "--out", set, "--quiet");
    assertThat(built.exit()).as(built.err()).isZero();

    Shell shell =
        validate(
            set,
            "--against",
            list(
                "ScanQA_v1.0_val.json",
                "[{\"scene_id\": \"scene0950_00\", \"question\": \"Who?\"}]"),
            list("films.txt", "tt0047396\nscene0011_00\n"),
            list("words.jsonl", "{\"question\": \"" + WORDS + "\"}"),
            list("nextqa-test.csv", "video,question,answer\nclip-2,why,0\n"),
            folder.resolve("frames"));

    assertThat(shell.exit()).isEqualTo(1);
    Map<String, List<String>> found = findings(shell.out());
    assertThat(found.get("options"))
        .containsExactly("planted/planted.json@1: the answer is D, the options are A to B");
    assertThat(found.get("given_away"))
        .contains(
            "planted/planted.json@0: the question holds its answer: 'The yellow bar.' in 'Where is"
                + " the yellow bar, dear?'");
    assertThat(found.get("contradictions"))
        .singleElement(STRING)
        .contains("planted/planted.json@2")
        .contains("'7'")
        .contains("source pictures")
        .endsWith("to the same question on the same pictures");
    assertThat(found.get("lookalikes"))
        .anyMatch(line -> line.contains("planted/planted.json@3") && line.contains("looks like"));
    assertThat(found.get("held_out"))
        .contains(
            "planted/planted.json@4: 13 words of words.jsonl: '" + WORDS + "'",
            "planted/planted.json@5: 'tt0047396' is in films.txt")
        .anyMatch(line -> line.endsWith("'scene0950' is in ScanQA_v1.0_val.json"))
        .anyMatch(line -> line.endsWith("'clip-2' is in nextqa-test.csv"))
        .anyMatch(line -> line.endsWith("picture 1 is in frames"))
        .anyMatch(line -> line.endsWith("picture 1 looks like one of frames"));
    assertThat(Json.mapper().readTree(shell.out()).path("captions"))
        .singleElement()
        .satisfies(
            captions -> {
              assertThat(captions.path("source").asText()).isEqualTo("told");
              assertThat(captions.path("captions").asInt()).isEqualTo(3);
              assertThat(captions.path("repeated").asInt()).isEqualTo(1);
              assertThat(captions.path("opening").asText()).isEqualTo("a bar on");
            });
    JsonNode certificate = Json.mapper().readTree(set.resolve("certificate.json").toFile());
    assertThat(certificate.path("clean").asBoolean()).isFalse();
    assertThat(certificate.path("lists").findValuesAsText("file"))
        .containsExactly(
            "ScanQA_v1.0_val.json", "films.txt", "words.jsonl", "nextqa-test.csv", "frames");
  }

  private static Path list(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Shell validate(Path set, Object... further) {
    List<Object> words = new ArrayList<>(List.of("validate", set, "--json", "--quiet"));
    words.addAll(List.of(further));
    return Shell.run(words.toArray());
  }

  /** What was found, by check: the sample and the message. */
  private static Map<String, List<String>> findings(String json) throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    for (JsonNode check : Json.mapper().readTree(json).path("checks")) {
      for (JsonNode finding : check.path("findings")) {
        all.computeIfAbsent(check.path("check").asText(), c -> new ArrayList<>())
            .add(finding.path("id").asText() + ": " + finding.path("message").asText());
      }
    }
    return all;
  }

  private static Map<String, Object> row(
      String id, String picture, String question, String answer) {
    return Map.of(
        "id",
        id,
        "image",
        picture,
        "conversations",
        List.of(
            Map.of("from", "human", "value", "<image>\n" + question),
            Map.of("from", "gpt", "value", answer)));
  }

  /** The same pixels in another file of other bytes. */
  private static void again(Path picture, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.write(to, PngEncoder.encode(Pictures.decode(Files.readAllBytes(picture), 1 << 24)));
  }
}
