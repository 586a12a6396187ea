package io.github.oryxcuration.needle.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.needle.choose.Offer;
import io.github.oryxcuration.needle.choose.Task;
import io.github.oryxcuration.needle.film.FilmFrame;
import io.github.oryxcuration.needle.film.Subtitles;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SaidElsewhereTest {
  private static final String LONG =
      "A man in a red coat walks down a wet street at night while two cars pass behind him";
  private static final String NEAR =
      "While two cars pass slowly behind him, a man in a red coat walks down a wet street at night.";
  private static final String OTHER =
      "A woman in a blue coat walks down a dry street at noon while two cars pass behind her";

  /** Frames 0 and 1 are of shot 0, frames 2 and 3 of shot 1, the others of no known shot. */
  private static FilmPlan film() {
    List<FilmFrame> frames =
        IntStream.range(0, 8)
            .mapToObj(i -> new FilmFrame(i, i < 4 ? i / 2 : FilmFrame.NO_SHOT, 0, i, true))
            .toList();
    List<Offer> offers =
        IntStream.range(0, 8)
            .mapToObj(i -> new Offer(Task.CAPTION, List.of(i), 0, 0, 20, 10, 10, 0, 0))
            .toList();
    return new FilmPlan(
        "tt1",
        "d1",
        "A Film",
        new MediaRef.InFolder("/films/tt1"),
        frames,
        offers,
        Map.of(),
        List.of(),
        Map.of(),
        List.of(),
        Subtitles.NONE,
        24,
        List.of(),
        "");
  }

  private static Captioned said(int offer, String answer) {
    return new Captioned(0, offer, answer, List.of("ab"), "one", "prompt", null, null);
  }

  private static List<Boolean> kept(Captioned... answers) {
    SaidElsewhere elsewhere = new SaidElsewhere(film());
    return List.of(answers).stream().map(a -> elsewhere.checked(a).answer() != null).toList();
  }

  @Test
  void answerInNearlyTheSameWordsAsOneOfAnotherShotIsALeakWhicheverCameFirst() {
    assertThat(kept(said(0, LONG), said(2, NEAR))).containsExactly(true, false);
    assertThat(kept(said(0, NEAR), said(2, LONG))).containsExactly(true, false);
    assertThat(kept(said(5, NEAR), said(6, LONG))).containsExactly(true, false);

    SaidElsewhere elsewhere = new SaidElsewhere(film());
    elsewhere.checked(said(0, LONG));
    assertThat(elsewhere.checked(said(2, NEAR)))
        .isEqualTo(
            new Captioned(
                0,
                2,
                null,
                List.of(),
                "",
                "",
                Reason.NEEDLE_LEAK,
                "nearly the same is said of the frames [0], of other shots: " + LONG));
  }

  @Test
  void framesOfOneShotMayBeDescribedAlike() {
    assertThat(kept(said(0, LONG), said(1, NEAR))).containsExactly(true, true);
  }

  @Test
  void answersThatEachSaySomethingOfTheirOwnStay() {
    assertThat(kept(said(0, LONG), said(2, OTHER), said(4, "A man in a red coat")))
        .containsExactly(true, true, true);
  }

  @Test
  void whatWasDroppedTakesNothingElseWithIt() {
    // The second is dropped for the first; the third is near the second, but not the first.
    String third = NEAR.replace("walks", "walks away");
    assertThat(kept(said(0, LONG), said(2, NEAR), said(4, third)))
        .containsExactly(true, false, true);
  }
}
