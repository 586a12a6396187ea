package io.github.oryxcuration.needle.caption;

import java.util.List;

/** Words that several sentences use. */
final class Wording {
  private static final List<String> NUMBERS =
      List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private Wording() {}

  static String count(int number) {
    return number < NUMBERS.size() ? NUMBERS.get(number) : String.valueOf(number);
  }

  static String capitalised(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** With the article that its sound asks for, by its first letter. */
  static String article(String noun) {
    return (noun.isEmpty() || "aeiou".indexOf(Character.toLowerCase(noun.charAt(0))) < 0
            ? "a "
            : "an ")
        + noun;
  }
}
