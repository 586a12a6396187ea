package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns multiple-choice questions into a prompt with lettered options and the letter as answer. The
 * recipe's template holds {@code {question}} and {@code {options}} once each.
 */
final class Choices {
  private static final String DEFAULT =
      "{question}\n{options}\nAnswer with the option's letter from the given choices directly.";
  private static final Pattern SLOT = Pattern.compile("\\{([a-z_]+)}");
  private static final int LETTERS = 26;

  private final String template;
  private final int question;
  private final int options;

  /**
   * @throws IllegalArgumentException if the template of the source is none
   */
  Choices(SourceSpec source) {
    this.template = source.template().isEmpty() ? DEFAULT : source.template();
    int questionAt = -1;
    int optionsAt = -1;
    Matcher slots = SLOT.matcher(template);
    while (slots.find()) {
      switch (slots.group(1)) {
        case "question" -> questionAt = once(questionAt, slots, source);
        case "options" -> optionsAt = once(optionsAt, slots, source);
        default -> throw invalid(source, "it holds " + slots.group());
      }
    }
    if (questionAt < 0 || optionsAt < 0) {
      throw invalid(source, "one is missing");
    }
    if (template.contains("<image>") || template.contains("<video>")) {
      throw invalid(source, "it holds a placeholder, which is put in front by itself");
    }
    this.question = questionAt;
    this.options = optionsAt;
  }

  private static int once(int before, Matcher slot, SourceSpec source) {
    if (before >= 0) {
      throw invalid(source, slot.group() + " stands in it twice");
    }
    return slot.start();
  }

  private static IllegalArgumentException invalid(SourceSpec source, String why) {
    return new IllegalArgumentException(
        "template of source '"
            + source.name()
            + "' must hold {question} and {options} once each, but "
            + why
            + ": "
            + source.template());
  }

  /**
   * The two turns of a question about one video.
   *
   * @param answer 0-based index of the right option
   * @throws CurationException BAD_ANSWER if there is no such option, MALFORMED_ROW if the question
   *     or an option is blank
   */
  List<Turn> turns(String text, List<String> choices, long answer) {
    if (text.isBlank()) {
      throw new CurationException(Reason.MALFORMED_ROW, "the question is blank");
    }
    if (choices.isEmpty() || choices.size() > LETTERS) {
      throw new CurationException(
          Reason.MALFORMED_ROW,
          "a question has 1 to " + LETTERS + " options, but found " + choices.size());
    }
    if (answer < 0 || answer >= choices.size()) {
      throw new CurationException(
          Reason.BAD_ANSWER, "the answer is option " + answer + " of 0 to " + (choices.size() - 1));
    }
    StringBuilder lettered = new StringBuilder();
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i).isBlank()) {
        throw new CurationException(Reason.MALFORMED_ROW, "option " + i + " is blank");
      }
      lettered
          .append(i == 0 ? "" : "\n")
          .append(letter(i))
          .append(". ")
          .append(choices.get(i).strip());
    }
    String prompt = fill(text.strip(), lettered.toString());
    return List.of(Turn.human("<image>\n" + prompt), Turn.gpt(letter((int) answer)));
  }

  private String fill(String text, String lettered) {
    boolean questionFirst = question < options;
    int first = Math.min(question, options);
    int second = Math.max(question, options);
    return template.substring(0, first)
        + (questionFirst ? text : lettered)
        + template.substring(template.indexOf('}', first) + 1, second)
        + (questionFirst ? lettered : text)
        + template.substring(template.indexOf('}', second) + 1);
  }

  private static String letter(int index) {
    return String.valueOf((char) ('A' + index));
  }
}
