package io.github.oryxcuration.needle.film;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a key frame says: {@code shot_0012_img_1.jpg}. Numbers are parsed, whatever
 * their width: films of more than 9,999 shots have wider ones.
 *
 * @param shot from 0
 * @param image 0 to 2
 */
public record KeyFrameName(int shot, int image) implements Comparable<KeyFrameName> {
  private static final Pattern NAME =
      Pattern.compile(
          "shot_(\\d{1,9})_img_(\\d{1,3})\\.(?:jpg|jpeg|png)", Pattern.CASE_INSENSITIVE);

  private static final Comparator<KeyFrameName> ORDER =
      Comparator.comparingInt(KeyFrameName::shot).thenComparingInt(KeyFrameName::image);

  /** Parses the last part of a path; empty where it is no key frame's name. */
  public static Optional<KeyFrameName> of(String path) {
    Matcher matcher = NAME.matcher(path.substring(path.lastIndexOf('/') + 1));
    return matcher.matches()
        ? Optional.of(
            new KeyFrameName(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(KeyFrameName other) {
    return ORDER.compare(this, other);
  }
}
