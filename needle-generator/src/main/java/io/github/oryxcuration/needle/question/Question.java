package io.github.oryxcuration.needle.question;

import java.util.List;

/**
 * A question about one picture.
 *
 * @param id its number in the file
 * @param picture its name as the file has it
 * @param text as the file has it
 * @param options of a multiple-choice question; empty for others
 * @param answer in words, or the letter of the right option
 */
public record Question(
    String id, String picture, String text, List<String> options, String answer) {
  private static final String CHOOSE =
      "Answer with the letter of the right option and nothing else.";
  private static final String SHORT = "Answer in a word or a short phrase.";

  public Question {
    options = List.copyOf(options);
  }

  /** What a model is asked. */
  public String prompt() {
    if (options.isEmpty()) {
      return text + "\n" + SHORT;
    }
    StringBuilder prompt = new StringBuilder(text);
    for (int i = 0; i < options.size(); i++) {
      prompt.append('\n').append(letter(i)).append(". ").append(options.get(i));
    }
    return prompt.append('\n').append(CHOOSE).toString();
  }

  static String letter(int option) {
    return String.valueOf((char) ('A' + option));
  }
}
