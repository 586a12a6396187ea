package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.answer.Exchange;
import io.github.oryxcuration.mixture.answer.NormalAnswer;
import io.github.oryxcuration.mixture.answer.Options;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Checks answers against their own questions; several threads may share it. */
final class AnswerCheck {
  private static final Set<String> VERDICTS = Set.of("yes", "no");

  private final Findings findings;

  AnswerCheck(Findings findings) {
    this.findings = findings;
  }

  void check(String file, long row, Sample sample) {
    for (Exchange exchange : Exchange.of(sample)) {
      Options options = exchange.options();
      if (options.isEmpty()) {
        findings.looked(Check.GIVEN_AWAY, 1);
        if (isGivenAway(exchange)) {
          String message = "the question holds its answer: " + shortened(exchange);
          findings.wrong(Check.GIVEN_AWAY, new Finding(file, row, sample.id(), message));
        }
      } else {
        findings.looked(Check.OPTIONS, 1);
        Character letter = Options.letter(exchange.answer());
        if (letter != null && !options.has(letter)) {
          char last = (char) ('A' + options.texts().size() - 1);
          String message = "the answer is " + letter + ", the options are A to " + last;
          findings.wrong(Check.OPTIONS, new Finding(file, row, sample.id(), message));
        }
      }
    }
  }

  /** A question that offers alternatives holds its answer by right. */
  private static boolean isGivenAway(Exchange exchange) {
    List<String> answer = NormalAnswer.words(exchange.answer());
    List<String> question = NormalAnswer.words(exchange.question());
    return !answer.isEmpty()
        && !VERDICTS.contains(answer.get(0))
        && !question.contains("or")
        && Collections.indexOfSubList(question, answer) >= 0;
  }

  private static String shortened(Exchange exchange) {
    int most = 120;
    String text = "'" + exchange.answer() + "' in '" + exchange.question().replace('\n', ' ') + "'";
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
