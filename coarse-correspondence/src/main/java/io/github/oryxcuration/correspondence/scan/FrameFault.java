package io.github.oryxcuration.correspondence.scan;

import java.util.Locale;

/** Why a frame of a scan is not used. */
public enum FrameFault {
  /** The pose is not finite: the scanner had lost its place. */
  LOST_POSE,
  /** The pose does not turn and move alone: it is damaged. */
  DAMAGED_POSE,
  /** What the frame measured lies elsewhere in the frames before and after it. */
  WRONG_POSE,
  /** Hardly a pixel has depth. */
  BLACK_DEPTH,
  /** The picture is not of the size that the scan says. */
  OTHER_SIZE,
  /** Colour or depth cannot be read. */
  UNREADABLE;

  /** As tables name it, e.g. {@code lost pose}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
