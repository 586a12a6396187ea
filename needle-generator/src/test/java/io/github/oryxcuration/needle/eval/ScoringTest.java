package io.github.oryxcuration.needle.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringTest {
  private static final List<String> ANIMALS = List.of("a cat", "a dog", "an ant");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "B|B",
        "(B)|B",
        "B. a dog|B",
        "  b  |''",
        "Dog!|B",
        "The answer is (C).|C",
        "The correct option is A|A",
        "A dog and a cat|''",
        "A: a cat|A",
        "C it is|C",
        "The answer is A small one|''",
        "I|''",
        "D|''",
        "I see nothing|''",
        "''|''"
      })
  void letterIsToldFromWhateverIsSaid(String answer, String letter) {
    assertThat(Scoring.letter(answer, ANIMALS)).isEqualTo(letter);
  }

  @ParameterizedTest
  @CsvSource({
    "The Red  panda., red panda, true",
    "a red panda, red panda, true",
    "42, 42, true",
    "panda, red panda, false",
    "not a red panda, red panda, false",
    "A, a, true",
    "A, the, false",
    "'', red panda, false"
  })
  void wordsAreRightWhereTheyAreTheSame(String answer, String expected, boolean right) {
    assertThat(Scoring.isRight(answer, List.of(), expected)).isEqualTo(right);
  }

  @Test
  void letterAloneIsAnOptionsLetterWhateverTheOptionsSay() {
    assertThat(Scoring.letter("A", List.of("cup", "the", "a"))).isEqualTo("A");
    assertThat(Scoring.letter("a", List.of("cup", "the", "a"))).isEqualTo("C");
  }

  @Test
  void letterThatIsNotTheExpectedIsWrong() {
    assertThat(Scoring.isRight("B", ANIMALS, "B")).isTrue();
    assertThat(Scoring.isRight("A", ANIMALS, "B")).isFalse();
  }

  /** Values of Wilson's interval worked out by hand for 8 of 10. */
  @Test
  void intervalIsWilsons() {
    Share share = new Share(8, 10);

    assertThat(share.value()).isEqualTo(0.8);
    assertThat(share.low()).isCloseTo(0.4902, within(1e-4));
    assertThat(share.high()).isCloseTo(0.9433, within(1e-4));
  }

  @Test
  void nothingAskedTellsNothing() {
    Share nothing = new Share(0, 0);

    assertThat(List.of(nothing.value(), nothing.low(), nothing.high())).containsExactly(0., 0., 1.);
    assertThat(new Share(3, 3).high()).isEqualTo(1);
    assertThat(new Share(0, 3).low()).isZero();
    assertThatThrownBy(() -> new Share(2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("right must be in [0, 1], but was 2");
  }
}
