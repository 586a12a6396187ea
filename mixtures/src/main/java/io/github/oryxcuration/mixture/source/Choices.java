package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
  private static final String QUESTION = "{question}";
  private static final String OPTIONS = "{options}";
  private static final int LETTERS = 26;

  private final String template;
  private final int question;
  private final int options;

  /**
   * @throws IllegalArgumentException if the template of the source is none
   */
  Choices(SourceSpec source) {
    this.template = source.template().isEmpty() ? DEFAULT : source.template();
    String problem = problem(template);
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(
          "template of source '" + source.name() + "' is " + template + "; " + problem);
    }
    this.question = template.indexOf(QUESTION);
    this.options = template.indexOf(OPTIONS);
  }

  /** What is wrong with a template, or an empty string. */
  static String problem(String template) {
    Map<String, Integer> found = new HashMap<>();
    Matcher slots = SLOT.matcher(template);
    while (slots.find()) {
      found.merge(slots.group(), 1, Integer::sum);
    }
    String allowed = "allowed: a text with {question} and {options} once each, but ";
    for (String slot : List.of(QUESTION, OPTIONS)) {
      Integer times = found.remove(slot);
      if (times == null) {
        return allowed + slot + " is missing";
      }
      if (times > 1) {
        return allowed + slot + " stands in it " + times + " times";
      }
    }
    if (!found.isEmpty()) {
      return allowed + "it holds " + String.join(", ", new TreeSet<>(found.keySet()));
    }
    if (template.contains("<image>") || template.contains("<video>")) {
      return allowed + "it holds a placeholder, which is put in front by itself";
    }
    return "";
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
