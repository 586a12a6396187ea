package io.github.oryxcuration.correspondence.track;

import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.scan.Camera;
import io.github.oryxcuration.correspondence.scan.Cameras;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFrame;
import java.io.IOException;
import java.util.List;

/** Frames of a scan as a tracker sees them: at most 640 pixels wide, with their geometry. */
public final class ScanSequence implements FrameSequence {
  /** Finer maps cost time and change no mark by a pixel that matters. */
  public static final int MAX_WIDTH = 640;

  private static final long MAX_PIXELS = 1L << 26;

  private final Scan scan;
  private final List<ScanFrame> frames;
  private final Camera camera;

  public ScanSequence(Scan scan, List<ScanFrame> frames) {
    this.scan = scan;
    this.frames = List.copyOf(frames);
    Camera color = scan.cameras().color();
    int width = Math.min(MAX_WIDTH, color.width());
    int height = Math.max(1, (int) Math.round((double) color.height() * width / color.width()));
    this.camera = width == color.width() ? color : color.scaled(width, height);
  }

  @Override
  public int count() {
    return frames.size();
  }

  @Override
  public int width() {
    return camera.width();
  }

  @Override
  public int height() {
    return camera.height();
  }

  @Override
  public int number(int frame) {
    return frames.get(frame).index();
  }

  @Override
  public RgbImage image(int frame) throws IOException {
    RgbImage image = Pictures.decode(scan.color(frames.get(frame)), MAX_PIXELS);
    return PillowBicubic.resize(image, camera.width(), camera.height());
  }

  @Override
  public View view(int frame) throws IOException {
    Cameras cameras = scan.cameras();
    ScanFrame at = frames.get(frame);
    return new View(camera, at.pose(), scan.depth(at), cameras.depth(), cameras.depthToColor());
  }
}
