package io.github.oryxcuration.correspondence.track;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.scan.Camera;
import io.github.oryxcuration.correspondence.scan.DepthMap;
import io.github.oryxcuration.correspondence.scan.Matrix4;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames of one scene in order, all of one size. Pictures are decoded when they are asked for. */
public interface FrameSequence {
  int count();

  /** Of the pictures and of the label maps. */
  int width();

  int height();

  /**
   * What a frame is called in its recording, from 0; its place here unless frames were left out.
   */
  default int number(int frame) {
    return frame;
  }

  /** Some of the frames, in the order that is given. */
  default FrameSequence only(List<Integer> frames) {
    return new SomeFrames(this, frames);
  }

  /** The pixels of a frame. */
  RgbImage image(int frame) throws IOException;

  /** Where the camera was and what it measured, or null where nothing is known of it. */
  @Nullable View view(int frame) throws IOException;

  /**
   * The geometry of one frame.
   *
   * @param camera of the pictures of the sequence
   * @param pose camera to world
   * @param depth what was measured, by the depth camera, or null
   * @param depthCamera that measured it
   * @param depthToColor from the depth camera's space to that of {@code camera}
   */
  record View(
      Camera camera,
      Matrix4 pose,
      @Nullable DepthMap depth,
      Camera depthCamera,
      Matrix4 depthToColor) {}
}
