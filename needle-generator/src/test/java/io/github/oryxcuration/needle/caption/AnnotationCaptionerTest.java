package io.github.oryxcuration.needle.caption;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.caption.CaptionRequest;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.needle.choose.Task;
import io.github.oryxcuration.needle.film.Annotation;
import io.github.oryxcuration.needle.film.Annotation.Person;
import io.github.oryxcuration.needle.film.Annotation.Scene;
import io.github.oryxcuration.needle.film.Annotation.Style;
import io.github.oryxcuration.needle.film.Film;
import io.github.oryxcuration.needle.film.FilmFrame;
import io.github.oryxcuration.needle.film.FilmMeta;
import io.github.oryxcuration.needle.film.KeyFrameName;
import io.github.oryxcuration.needle.film.Shot;
import io.github.oryxcuration.needle.film.Subtitles;
import io.github.oryxcuration.needle.film.Subtitles.Cue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnotationCaptionerTest {
  /** Two people in 720p boxes, a style, tags, and a subtitle that is heard in shot 1. */
  private static final Film FILM =
      new Film(
          "tt1",
          new MediaRef.InFolder("/films/tt1"),
          24,
          List.of(new Shot(0, 0, 47, List.of()), new Shot(1, 48, 95, List.of(60L, 72L, 84L))),
          List.of(),
          new Annotation(
              "tt1",
              Map.of(
                  new KeyFrameName(1, 1),
                  List.of(
                      new Person(0.7, 0.2, 0.95, 0.9, "nm1"),
                      new Person(0.05, 0.0, 0.5, 1.0, "others"))),
              Map.of(1, new Style("medium", "static")),
              List.of(new Scene(1, 2, List.of("bar", "street"), List.of("talk"))),
              Subtitles.NONE,
              0),
          FilmMeta.NONE,
          new Subtitles(List.of(new Cue(2.9, 3.1, "Two \"whiskeys\", please.")), "UTF-8", 0),
          0);

  private static final FilmFrame FRAME = new FilmFrame(4, 1, 1, 3.0, true);

  /** Left third red, the rest blue; the lower half darker. */
  private static EncodedPicture picture(int brightness) {
    byte[] rgb = new byte[90 * 60 * 3];
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 90; x++) {
        int level = y < 30 ? brightness : brightness / 2;
        rgb[(y * 90 + x) * 3 + (x < 30 ? 0 : 2)] = (byte) level;
      }
    }
    return EncodedPicture.of(PngEncoder.encode(new RgbImage(90, 60, rgb)));
  }

  private static String caption(List<EncodedPicture> pictures, List<Map<String, String>> facts) {
    Task task = pictures.size() == 1 ? Task.CAPTION : Task.DIFF;
    return new AnnotationCaptioner()
        .caption(new CaptionRequest("f", Prompts.of(task), pictures, facts, 1));
  }

  @Test
  void everythingThatIsAnnotatedIsSaidAndNothingElse() {
    assertThat(caption(List.of(picture(240)), List.of(FrameFacts.of(FILM, FRAME))))
        .isEqualTo(
            "A medium shot, the camera static. The frame shows two people: one on the left filling"
                + " much of the frame and one on the right. The scene is tagged with the place bar"
                + " and street. Its action is tagged talk. The subtitle at this moment reads \"Two"
                + " 'whiskeys', please.\". The picture is very dark (about 12% brightness) with low"
                + " contrast, and blue and red dominate it; its left third is mostly red, its"
                + " middle third mostly blue and its right third mostly blue. It is brightest at"
                + " the top left and darkest at the bottom middle.");
  }

  @Test
  void frameWithoutAnnotationIsDescribedByItsPixelsAlone() {
    FilmFrame elsewhere = new FilmFrame(0, 0, 0, 0.5, false);

    assertThat(FrameFacts.of(FILM, elsewhere)).isEmpty();
    assertThat(caption(List.of(picture(240)), List.of(Map.of())))
        .startsWith("The picture is very dark (about 12% brightness)");
  }

  @Test
  void subtitleIsOnlySaidWhereTheTimeOfTheFrameIsKnown() {
    FilmFrame first = new FilmFrame(3, 1, 0, 3.0, false);

    assertThat(FrameFacts.of(FILM, first)).doesNotContainKey(FrameFacts.SAID);
    assertThat(FrameFacts.of(FILM, FRAME))
        .containsEntry(FrameFacts.SAID, "Two \"whiskeys\", please.");
  }

  @Test
  void differencesAreToldInTheOrderOfTheFrames() {
    Map<String, String> first = Map.of(FrameFacts.SCALE, "closeup", FrameFacts.PLACE, "bar");
    Map<String, String> second = Map.of(FrameFacts.SCALE, "long");

    assertThat(caption(List.of(picture(120), picture(240)), List.of(first, second)))
        .isEqualTo(
            "The first frame is a closeup shot, the second is a long shot. The second frame is"
                + " brighter than the first (about 12% against 6% brightness). The first frame is"
                + " mostly red on the left, blue in the middle and blue on the right, the second"
                + " mostly red on the left, blue in the middle and blue on the right. The first"
                + " frame is brightest at the top left, the second at the top left.");
  }

  @Test
  void promptsHaveAVersionAndADigest() {
    assertThat(Prompts.of(Task.CAPTION).name()).isEqualTo("caption-1");
    assertThat(Prompts.of(Task.DIFF).digest()).hasSize(64);
  }

  @Test
  void questionsHoldTheMarksThatTheTrainerReplacesAndAllAreDrawn() {
    assertThat(Questions.all(Task.CAPTION))
        .allSatisfy(q -> assertThat(q).containsOnlyOnce("<idx>").doesNotContain("<image>"));
    assertThat(Questions.all(Task.DIFF))
        .allSatisfy(q -> assertThat(q).containsOnlyOnce("<idx1>").containsOnlyOnce("<idx2>"));
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      drawn.add(Questions.of(Task.DIFF, 1, "needle " + i));
    }
    assertThat(drawn).containsAll(Questions.all(Task.DIFF));
  }

  @Test
  void answerThatIsSpokenElsewhereLeaksAndOneInItsOwnShotDoesNot() {
    Subtitles subtitles =
        new Subtitles(
            List.of(
                new Cue(0, 1, "She drinks two whiskeys at the bar, then leaves."),
                new Cue(100, 101, "Nothing of this.")),
            "UTF-8",
            0);
    String answer = "A woman: she DRINKS two whiskeys at the bar.";
    List<Shot> own = List.of(new Shot(0, 0, 47, List.of()));

    assertThat(Leaks.shared(answer, Leaks.outside(subtitles, own, 24))).isEmpty();
    assertThat(Leaks.shared(answer, Leaks.outside(subtitles, List.of(), 24)))
        .isEqualTo("she drinks two whiskeys at the");
    assertThat(Leaks.outside(subtitles, own, 0)).hasSize(2);
  }

  @Test
  void shortAnswersAreGeneric() {
    assertThat(Leaks.isGeneric("A man. A man. A man. A man. A man.")).isTrue();
    assertThat(Leaks.isGeneric("A man in a red coat feeds two dogs.")).isFalse();
  }
}
