package io.github.oryxcuration.mixture.heldout;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names by which public sets call a scene, a film or a video, wherever they stand in a path, a
 * URL or an id: ScanNet scenes without the number of the scan ({@code scene0011}), IMDb titles
 * ({@code tt0047396}), YouTube ids (ActivityNet's {@code v_ID} too), those of Charades ({@code
 * ZS9XR}), else the name of the file.
 */
final class MediaIds {
  private static final Pattern SCENE = Pattern.compile("(?<![a-z0-9])scene\\d{4}(?=_\\d{2}|\\D|$)");
  private static final Pattern FILM = Pattern.compile("(?<![A-Za-z0-9])tt\\d{7,8}(?!\\d)");
  private static final Pattern YOUTUBE =
      Pattern.compile(
          "(?:[?&]v=|youtu\\.be/|/shorts/|/embed/|(?<![A-Za-z0-9])v_)([A-Za-z0-9_-]{11})"
              + "(?![A-Za-z0-9_-])");

  /** As sets of clips call those of a video of YouTube: {@code ID_12_30}, {@code v_ID-3}. */
  private static final Pattern YOUTUBE_NAME =
      Pattern.compile("(?:v_)?([A-Za-z0-9_-]{11})(?![A-Za-z0-9]).*");

  private static final Pattern CHARADES = Pattern.compile("(?=.*[A-Z])[A-Z0-9]{5}");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private static final int SHORTEST = 6;
  private static final int SHORTEST_NUMBER = 7;

  private MediaIds() {}

  /** The ids of an entry of an evaluation list; those that are too short to mean one thing stay. */
  static Set<String> of(String value) {
    Set<String> known = wellKnown(value);
    return known.isEmpty() ? Set.of(stem(lastSegment(value))) : known;
  }

  /** Every id that a path or an id of a sample may be called by. */
  static Set<String> candidates(String path) {
    Set<String> ids = new LinkedHashSet<>(wellKnown(path));
    for (String segment : List.of(path.split("[/\\\\]", -1))) {
      ids.add(segment);
      ids.add(stem(segment));
      Matcher youtube = YOUTUBE_NAME.matcher(segment);
      if (youtube.matches()) {
        ids.add(youtube.group(1));
      }
    }
    ids.removeIf(id -> !isTelling(id));
    return ids;
  }

  /** Whether an id is long enough that equal ids are no accident. */
  static boolean isTelling(String id) {
    boolean number = DIGITS.matcher(id).matches();
    return id.length() >= (number ? SHORTEST_NUMBER : SHORTEST) || CHARADES.matcher(id).matches();
  }

  private static Set<String> wellKnown(String value) {
    Set<String> ids = new LinkedHashSet<>();
    for (Pattern pattern : List.of(SCENE, FILM)) {
      Matcher matcher = pattern.matcher(value);
      while (matcher.find()) {
        ids.add(matcher.group());
      }
    }
    Matcher youtube = YOUTUBE.matcher(value);
    while (youtube.find()) {
      ids.add(youtube.group(1));
    }
    return ids;
  }

  private static String lastSegment(String value) {
    String plain = value.strip();
    while (plain.endsWith("/")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    return plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
  }

  /** Without an extension of up to five letters and digits. */
  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    boolean extension = dot > 0 && name.substring(dot + 1).matches("[A-Za-z0-9]{1,5}");
    return extension ? name.substring(0, dot) : name;
  }
}
