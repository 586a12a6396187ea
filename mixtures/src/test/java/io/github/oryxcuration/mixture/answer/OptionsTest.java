package io.github.oryxcuration.mixture.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void optionsAreLinesWithLettersThatFollowFromA() {
    assertThat(Options.of("What?\nA. red\n(B) green\nC: blue\nAnswer with the letter.").texts())
        .containsExactly("red", "green", "blue");
    assertThat(Options.of("What?\nA. red").isEmpty()).isTrue();
    assertThat(Options.of("What?\nB. red\nC. green").isEmpty()).isTrue();
    assertThat(Options.of("A man or B. Smith?").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"B, B", "(B), B", "B., B", "B. green, B", "' B ', B", "(B) green, B"})
  void anAnswerGivesALetter(String answer, char letter) {
    assertThat(Options.letter(answer)).isEqualTo(letter);
  }

  @ParameterizedTest
  @CsvSource({"A chair", "Be", "b", "''", "42"})
  void aTextIsNoLetter(String answer) {
    assertThat(Options.letter(answer)).isNull();
  }

  @Test
  void anAnswerMeansAnOptionByItsLetterOrItsText() {
    Options options = Options.of("What?\nA. red\nB. The green one");

    assertThat(options.meant("A.")).isEqualTo('A');
    assertThat(options.meant("green one")).isEqualTo('B');
    assertThat(options.meant("C")).isNull();
    assertThat(options.meant("blue")).isNull();
  }
}
