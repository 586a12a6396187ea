package io.github.oryxcuration.mixture.scored;

import java.util.ArrayList;
import java.util.List;

/** Paths from one folder to another, so that two folders may be moved together. */
final class RelativePath {
  private static final String SCHEME = "://";

  private RelativePath() {}

  /** The way to {@code to}; {@code to} itself where it has a scheme. Both absolute. */
  static String of(String from, String to) {
    if (from.contains(SCHEME) || to.contains(SCHEME)) {
      return to;
    }
    List<String> here = List.of(from.split("/", -1));
    List<String> there = List.of(to.split("/", -1));
    int common = 0;
    while (common < Math.min(here.size(), there.size())
        && here.get(common).equals(there.get(common))) {
      common++;
    }
    List<String> way = new ArrayList<>();
    for (int i = common; i < here.size(); i++) {
      way.add("..");
    }
    way.addAll(there.subList(common, there.size()));
    return String.join("/", way);
  }

  static String resolve(String from, String way) {
    if (way.contains(SCHEME) || way.startsWith("/")) {
      return way;
    }
    List<String> path = new ArrayList<>(List.of(from.split("/", -1)));
    for (String step : way.split("/", -1)) {
      if (step.equals("..")) {
        path.remove(path.size() - 1);
      } else {
        path.add(step);
      }
    }
    return String.join("/", path);
  }
}
