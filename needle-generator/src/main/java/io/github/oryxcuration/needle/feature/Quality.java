package io.github.oryxcuration.needle.feature;

import java.io.Serializable;
import java.util.Locale;

/**
 * When a frame is worth asking about.
 *
 * @param minContrast below it a frame is a fade, fog, or of one colour
 * @param minSharpness below it a frame is blurred
 * @param maxDark share of dark pixels above which a frame is black
 * @param maxBright share of bright pixels above which a frame is white
 * @param maxText above it a frame is a title or credits; 1 allows them
 */
public record Quality(
    double minContrast, double minSharpness, double maxDark, double maxBright, double maxText)
    implements Serializable {
  public static final Quality DEFAULT = new Quality(48, 0.02, 0.9, 0.9, 0.35);

  /** Why a frame is no needle: what was found against what is allowed; empty for a good one. */
  public String objection(FrameFeatures frame) {
    if (frame.dark() > maxDark) {
      return said("black: %.2f of it is dark, %.2f allowed", frame.dark(), maxDark);
    }
    if (frame.bright() > maxBright) {
      return said("white: %.2f of it is bright, %.2f allowed", frame.bright(), maxBright);
    }
    if (frame.contrast() < minContrast) {
      return said(
          "a fade or of one colour: contrast %.0f, at least %.0f", frame.contrast(), minContrast);
    }
    if (frame.text() > maxText) {
      return said("a title or credits: lettering %.2f, %.2f allowed", frame.text(), maxText);
    }
    if (frame.sharpness() < minSharpness) {
      return said("blurred: sharpness %.4f, at least %.4f", frame.sharpness(), minSharpness);
    }
    return "";
  }

  private static String said(String pattern, double found, double allowed) {
    return String.format(Locale.ROOT, pattern, found, allowed);
  }
}
