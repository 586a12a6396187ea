package io.github.oryxcuration.mixture.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalAnswerTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'Brown.', brown
          'The dark-brown chair!', dark brown chair
          'Two', 2
          '1,250 and 3.5', 1250 and 3.5
          'It''s O’Neill', its oneill
          'the', ''
          '...', ''
          '', ''
          'ＡＢ Ⅳ', ab iv
          'café', café
          """)
  void whatDoesNotChangeTheMeaningGoes(String answer, String normal) {
    assertThat(NormalAnswer.of(answer)).isEqualTo(normal);
  }
}
