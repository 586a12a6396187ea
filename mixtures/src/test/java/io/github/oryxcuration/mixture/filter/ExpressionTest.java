package io.github.oryxcuration.mixture.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.filter.Value.Truth;
import io.github.oryxcuration.mixture.testing.Samples;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final Sample SAMPLE =
      Samples.picture("a", 1, 64, 48, "What colour is it?", "Dark red.");
  private static final Map<String, Value> SCORES =
      Map.of("share", Value.Range.of(0.625), "votes", new Value.Range(0.5, 0.75));

  private static Truth of(String text) {
    return Expression.parse(text).of(SAMPLE, SCORES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "share >= 0.625",
        "share = 5 / 8",
        "not share > 0.625",
        "share*2-1 < 0.26 and share > -1",
        "task = 'qa' and source in (\"a\", 'b') and id != ''",
        "answer contains 'RED' and answer_words = 2 and answer_type = 'short'",
        "frames == 1 and marks = 0 and turns = 2 and not over and over = false",
        "nothing is missing and share is not missing and depth is missing",
        "share < 0.1 or (share > 0.6 and true)",
        "votes >= 0.5 and votes <= 0.75 and votes < 0.8",
        "nothing > 1 or true",
        "question contains '?' and 'it''s' != \"it's\" or true"
      })
  void holds(String text) {
    assertThat(of(text)).isEqualTo(Truth.TRUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "share > 0.7 | FALSE",
        "nothing > 1 | MISSING",
        "not nothing > 1 | MISSING",
        "nothing > 1 and false | FALSE",
        "nothing / 0 > 1 | MISSING",
        "1 / 0 > 1 | MISSING",
        "votes > 0.6 | UNDECIDED",
        "not votes > 0.6 | UNDECIDED",
        "votes > 0.6 and nothing = 1 | UNDECIDED",
        "votes > 0.6 and share > 0.7 | FALSE",
        "votes > 0.6 or share > 0.6 | TRUE",
        "votes = 0.9 | FALSE",
        "votes - 0.6 > 0 | UNDECIDED",
        "votes * -1 < 0 | TRUE"
      })
  void whatIsUnknownStaysUnknownUnlessTheRestDecides(String text, Truth truth) {
    assertThat(of(text)).isEqualTo(truth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "share | Expected true or false, but this is a number.",
        "share > 'a' | Expected a number, but this is a text.",
        "task > 'a' | '>' compares numbers, but this is a text.",
        "task = qa | Expected a text, but this is a number.",
        "share >= | Expected a column, a score, a number or a text in quotes, found 'the end'.",
        "share >= 1 share | Expected 'and', 'or' or the end, found 'share'.",
        "(share > 1 | Expected ')', found 'the end'.",
        "task = 'qa | A text is not closed.",
        "share > 1; true | ';' has no meaning here. Texts stand in quotes.",
        "task in () | Expected a column, a score, a number or a text in quotes, found ')'.",
        "answer contains 1 | Expected a text in quotes after 'contains'.",
        "and true | Expected a column, a score, a number or a text in quotes before 'and'."
      })
  void whatIsNoConditionIsRefused(String text, String message) {
    assertThatThrownBy(() -> Expression.parse(text))
        .isInstanceOf(ExpressionException.class)
        .hasMessageStartingWith(message + "\n  " + text + "\n")
        .hasMessageEndingWith("^");
  }

  @Test
  void theCaretStandsBelowTheFault() {
    assertThatThrownBy(() -> Expression.parse("share > 'a'"))
        .hasMessageEndingWith("\n  share > 'a'\n          ^");
  }

  @Test
  void deepNestingAndEndlessTextAreRefused() {
    assertThatThrownBy(() -> Expression.parse("(".repeat(5000) + "true"))
        .hasMessageStartingWith("Parts may be nested at most 100 deep.");
    assertThatThrownBy(() -> Expression.parse("not ".repeat(2000) + "true"))
        .hasMessageStartingWith("Parts may be nested at most 100 deep.");
    assertThatThrownBy(() -> Expression.parse("true and ".repeat(2000) + "true"))
        .hasMessageContaining("at most 10000 characters");
  }

  @Test
  void scoresAndThresholdsAreKnown() {
    Expression expression = Expression.parse("share >= 0.5 and 2 < rouge or task = 'qa'");

    assertThat(expression.scores()).containsExactly("rouge", "share");
    assertThat(expression.thresholds())
        .containsExactly(
            new Expression.Threshold("share", 0.5), new Expression.Threshold("rouge", 2));
  }
}
