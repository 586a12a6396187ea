package io.github.oryxcuration.needle.caption;

import io.github.oryxcuration.core.caption.CaptionRequest;
import io.github.oryxcuration.core.caption.Captioner;
import io.github.oryxcuration.core.picture.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says of a frame what MovieNet's annotation and its pixels say, in plain sentences; no model and
 * no guess. What the annotation does not hold is left out. The same request gives the same answer.
 */
public final class AnnotationCaptioner implements Captioner {
  private static final long MAX_PIXELS = 1 << 26;

  @Override
  public String identity() {
    return "annotation-1";
  }

  @Override
  public String caption(CaptionRequest request) {
    List<PictureLook> looks =
        request.pictures().stream()
            .map(picture -> PictureLook.of(Pictures.decode(picture.bytes(), MAX_PIXELS)))
            .toList();
    return looks.size() == 1
        ? described(request.facts().get(0), looks.get(0))
        : Difference.told(request.facts(), looks);
  }

  private static String described(Map<String, String> facts, PictureLook look) {
    List<String> sentences = new ArrayList<>();
    String scale = facts.getOrDefault(FrameFacts.SCALE, "");
    String movement = facts.getOrDefault(FrameFacts.MOVEMENT, "");
    if (!scale.isEmpty() || !movement.isEmpty()) {
      sentences.add(Wording.capitalised(Wording.article(shot(scale, movement))) + ".");
    }
    String people = facts.getOrDefault(FrameFacts.PEOPLE, "");
    if (!people.isEmpty()) {
      sentences.add("The frame shows " + people + ".");
    }
    String place = facts.getOrDefault(FrameFacts.PLACE, "");
    if (!place.isEmpty()) {
      sentences.add("The scene is tagged with the place " + place + ".");
    }
    String action = facts.getOrDefault(FrameFacts.ACTION, "");
    if (!action.isEmpty()) {
      sentences.add("Its action is tagged " + action + ".");
    }
    String said = facts.getOrDefault(FrameFacts.SAID, "");
    if (!said.isEmpty()) {
      sentences.add("The subtitle at this moment reads \"" + said.replace('"', '\'') + "\".");
    }
    sentences.add(pixels(look));
    return String.join(" ", sentences);
  }

  static String shot(String scale, String movement) {
    String words = scale.isEmpty() ? "" : scale + " ";
    return movement.isEmpty() ? words + "shot" : words + "shot, the camera " + movement;
  }

  private static String pixels(PictureLook look) {
    String colours =
        look.colours().isEmpty()
            ? "no colour dominates it"
            : FrameFacts.listed(look.colours())
                + (look.colours().size() == 1 ? " dominates it" : " dominate it");
    return String.format(
        java.util.Locale.ROOT,
        "The picture is %s (about %d%% brightness) with %s contrast, and %s; its left third is"
            + " mostly %s, its middle third mostly %s and its right third mostly %s. It is"
            + " brightest at the %s and darkest at the %s.",
        look.light(),
        look.percent(),
        look.contrast(),
        colours,
        look.left(),
        look.middle(),
        look.right(),
        look.brightest(),
        look.darkest());
  }

  @Override
  public void close() {}
}
