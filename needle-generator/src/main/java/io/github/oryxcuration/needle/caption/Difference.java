package io.github.oryxcuration.needle.caption;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells two frames apart by what is known of each, the first first. */
final class Difference {
  private static final int BRIGHTNESS_STEP = 3;

  private Difference() {}

  static String told(List<Map<String, String>> facts, List<PictureLook> looks) {
    List<String> sentences = new ArrayList<>();
    compare(facts, FrameFacts.SCALE, "is a %s shot", sentences);
    compare(facts, FrameFacts.PEOPLE, "shows %s", sentences);
    compare(facts, FrameFacts.PLACE, "belongs to a scene tagged with the place %s", sentences);
    compare(facts, FrameFacts.ACTION, "belongs to a scene tagged with the action %s", sentences);
    sentences.add(light(looks.get(0), looks.get(1)));
    sentences.add(colours(looks.get(0), looks.get(1)));
    sentences.add(
        String.format(
            Locale.ROOT,
            "The first frame is brightest at the %s, the second at the %s.",
            looks.get(0).brightest(),
            looks.get(1).brightest()));
    return String.join(" ", sentences);
  }

  /** Only what is known of both can be compared. */
  private static void compare(
      List<Map<String, String>> facts, String name, String words, List<String> sentences) {
    String first = facts.get(0).getOrDefault(name, "");
    String second = facts.get(1).getOrDefault(name, "");
    if (!first.isEmpty() && !second.isEmpty() && !first.equals(second)) {
      sentences.add(
          "The first frame "
              + String.format(Locale.ROOT, words, first)
              + ", the second "
              + String.format(Locale.ROOT, words, second)
              + ".");
    }
  }

  private static String light(PictureLook first, PictureLook second) {
    int step = second.percent() - first.percent();
    if (Math.abs(step) < BRIGHTNESS_STEP) {
      return String.format(
          Locale.ROOT,
          "Both frames are about equally bright (%d%% and %d%%).",
          first.percent(),
          second.percent());
    }
    return String.format(
        Locale.ROOT,
        "The second frame is %s than the first (about %d%% against %d%% brightness).",
        step > 0 ? "brighter" : "darker",
        second.percent(),
        first.percent());
  }

  private static String colours(PictureLook first, PictureLook second) {
    return "The first frame is mostly "
        + thirds(first)
        + ", the second mostly "
        + thirds(second)
        + ".";
  }

  private static String thirds(PictureLook look) {
    return look.left()
        + " on the left, "
        + look.middle()
        + " in the middle and "
        + look.right()
        + " on the right";
  }
}
