package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Puts the media paths of rows below the media root and refuses those that lead out of it. Whether
 * the file exists is asked later, by the probe.
 */
final class MediaPaths {
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:/.*");
  private static final int MAX_LENGTH = 4096;

  private final String root;

  MediaPaths(SourceSpec source) {
    String folder = source.mediaRoot().isEmpty() ? source.root() : source.mediaRoot();
    this.root = folder.endsWith("/") ? folder : folder + "/";
  }

  /**
   * The storage path of a medium. An absolute path is taken if it lies below the root.
   *
   * @throws CurationException MEDIA_OUTSIDE_ROOT, or MALFORMED_ROW for a blank path
   */
  String resolve(String path) {
    if (path.isBlank()) {
      throw new CurationException(Reason.MALFORMED_ROW, "the path of a medium is blank");
    }
    String inside = path.startsWith(root) ? path.substring(root.length()) : path;
    if (inside.startsWith("/") || (inside.indexOf(":/") > 0 && SCHEME.matcher(inside).matches())) {
      throw outside(path, "is absolute and not below the media root");
    }
    if (inside.length() > MAX_LENGTH) {
      throw outside(path, "is longer than " + MAX_LENGTH + " characters");
    }
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c == '\\' || c < 0x20 || c == 0x7f || (Character.isSurrogate(c) && !paired(inside, i))) {
        throw outside(path, "holds a backslash or a control character");
      }
    }
    if (climbs(decoded(inside))) {
      throw outside(path, "holds '..'");
    }
    return root + withoutEmptySteps(inside, path);
  }

  private static boolean paired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static boolean climbs(String path) {
    if (!path.contains("..")) {
      return false;
    }
    for (String step : path.replace('\\', '/').split("/", -1)) {
      if (step.strip().equals("..")) {
        return true;
      }
    }
    return false;
  }

  /** The path as a careless server would read it: percent signs decoded, however often. */
  private static String decoded(String path) {
    String text = path;
    for (int round = 0; round < 4 && text.indexOf('%') >= 0; round++) {
      String lower = text.toLowerCase(Locale.ROOT);
      String next =
          lower.replace("%25", "%").replace("%2e", ".").replace("%2f", "/").replace("%5c", "\\");
      if (next.equals(lower)) {
        break;
      }
      text = next;
    }
    return text;
  }

  private static String withoutEmptySteps(String inside, String path) {
    if (!inside.contains("//") && !inside.contains("./") && !inside.endsWith("/")) {
      return inside;
    }
    List<String> steps = new ArrayList<>();
    for (String step : inside.split("/", -1)) {
      if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    if (steps.isEmpty()) {
      throw outside(path, "names no file");
    }
    return String.join("/", steps);
  }

  private static CurationException outside(String path, String why) {
    String shown = path.length() > 200 ? path.substring(0, 200) + "…" : path;
    return new CurationException(
        Reason.MEDIA_OUTSIDE_ROOT, "the media path '" + shown + "' " + why);
  }
}
