package io.github.oryxcuration.mixture.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lettered options of a question, each on a line of its own: {@code A. red}, {@code (B) green},
 * {@code C: blue}. Fewer than two, or letters that do not follow from A, are no options.
 *
 * @param texts of A, B, …
 */
public record Options(List<String> texts) {
  /** Of a question without any. */
  public static final Options NONE = new Options(List.of());

  private static final Pattern LINE =
      Pattern.compile("^\\s*\\(?([A-Z])[.):]\\s*(\\S.*?)\\s*$", Pattern.MULTILINE);
  private static final Pattern LETTER =
      Pattern.compile("^\\s*\\(?([A-Z])(?:[.):].*|\\s*)$", Pattern.DOTALL);

  public Options {
    texts = List.copyOf(texts);
  }

  /** Those of a question. */
  public static Options of(String question) {
    List<String> texts = new ArrayList<>();
    Matcher lines = LINE.matcher(question);
    while (lines.find()) {
      if (lines.group(1).charAt(0) == 'A' + texts.size()) {
        texts.add(lines.group(2));
      }
    }
    return texts.size() < 2 ? NONE : new Options(texts);
  }

  /** The letter that an answer gives ({@code B}, {@code (B)}, {@code B. green}), or null. */
  public static @Nullable Character letter(String answer) {
    Matcher letter = LETTER.matcher(answer);
    return letter.matches() ? letter.group(1).charAt(0) : null;
  }

  public boolean isEmpty() {
    return texts.isEmpty();
  }

  public boolean has(char letter) {
    return letter >= 'A' && letter < 'A' + texts.size();
  }

  /** The letter that an answer means, by its letter or by the text of one option; or null. */
  public @Nullable Character meant(String answer) {
    Character letter = letter(answer);
    if (letter != null && has(letter)) {
      return letter;
    }
    String normal = NormalAnswer.of(answer);
    for (int i = 0; i < texts.size(); i++) {
      if (NormalAnswer.of(texts.get(i)).equals(normal)) {
        return (char) ('A' + i);
      }
    }
    return null;
  }
}
