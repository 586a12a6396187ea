package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.core.picture.MarkStamp;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.video.JpegEncoder;
import java.util.List;

/** Draws a small view whose marks are framed by whether they are right. */
final class JudgedView {
  private static final int WIDTH = 320;
  private static final long MAX_PIXELS = 1L << 26;
  private static final int GREEN = 0x00d000;
  private static final int YELLOW = 0xffe600;
  private static final double THICKNESS = 3;

  private JudgedView() {}

  static byte[] of(byte[] stored, JudgedScene scene, int view, JpegEncoder jpeg) {
    RgbImage image = Pictures.decode(stored, MAX_PIXELS);
    double scale = Math.min(1, (double) WIDTH / image.width());
    int width = (int) Math.round(image.width() * scale);
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    RgbImage small = PillowBicubic.resize(image, width, height);
    List<JudgedScene.Judged> here =
        scene.marks().stream().filter(judged -> judged.mark().view() == view).toList();
    if (!scene.stamped()) {
      small =
          MarkStamp.stamped(
              small, here.stream().map(judged -> scaled(judged.mark(), scale)).toList());
    }
    byte[] rgb = small.rgb().clone();
    double stamp = MarkStamp.diameter(image.width()) * scale / 2;
    for (JudgedScene.Judged judged : here) {
      frame(rgb, width, height, scaled(judged.mark(), scale), stamp + 1, judged.isRight());
    }
    return jpeg.encode(new RgbImage(width, height, rgb));
  }

  private static Mark scaled(Mark mark, double scale) {
    return new Mark(
        mark.id(),
        mark.view(),
        (mark.x() + 0.5) * scale - 0.5,
        (mark.y() + 0.5) * scale - 0.5,
        mark.area() * scale * scale,
        mark.label());
  }

  /** A green ring, or a yellow square. */
  private static void frame(
      byte[] rgb, int width, int height, Mark mark, double radius, boolean isRight) {
    int reach = (int) Math.ceil(radius + THICKNESS);
    int cx = (int) Math.round(mark.x());
    int cy = (int) Math.round(mark.y());
    for (int y = Math.max(0, cy - reach); y <= Math.min(height - 1, cy + reach); y++) {
      for (int x = Math.max(0, cx - reach); x <= Math.min(width - 1, cx + reach); x++) {
        int dx = Math.abs(x - cx);
        int dy = Math.abs(y - cy);
        double away = isRight ? Math.sqrt((double) dx * dx + dy * dy) : Math.max(dx, dy);
        if (away >= radius && away < radius + THICKNESS) {
          int color = isRight ? GREEN : YELLOW;
          int at = (y * width + x) * 3;
          rgb[at] = (byte) (color >> 16);
          rgb[at + 1] = (byte) (color >> 8);
          rgb[at + 2] = (byte) color;
        }
      }
    }
  }
}
