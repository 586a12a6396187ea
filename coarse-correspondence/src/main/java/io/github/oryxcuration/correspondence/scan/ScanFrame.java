package io.github.oryxcuration.correspondence.scan;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.sample.MediaRef;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a scan: where its bytes lie, and where the camera was.
 *
 * @param index its number in the recording
 * @param pose colour camera to world; not finite where tracking was lost
 * @param seconds from the first frame, or {@link io.github.oryxcuration.core.sample.Frame#NO_TIME}
 * @param color the encoded colour picture
 * @param depth the stored depth, or null where the recording has none
 */
public record ScanFrame(
    int index, Matrix4 pose, double seconds, MediaRef color, @Nullable MediaRef depth) {
  public ScanFrame {
    requireNonNull(pose, "pose");
    requireNonNull(color, "color");
  }

  /** Whether the scanner did not know where it was. */
  public boolean isLost() {
    return !pose.isFinite();
  }
}
