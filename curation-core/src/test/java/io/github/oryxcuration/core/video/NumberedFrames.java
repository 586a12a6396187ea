package io.github.oryxcuration.core.video;

import io.github.oryxcuration.core.picture.RgbImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.function.IntUnaryOperator;

/**
 * Clips whose frames carry their number in pixels, so that a test sees which frame it got: ten
 * blocks along the top are the bits of the number, above a smooth drawing.
 */
public final class NumberedFrames {
  public static final int WIDTH = 160;
  public static final int HEIGHT = 96;

  private static final int BITS = 10;

  private NumberedFrames() {}

  public static RgbImage draw(int number) {
    return draw(WIDTH, HEIGHT, number);
  }

  public static RgbImage draw(int width, int height, int number) {
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        if (y < height / 3) {
          int bit = number >> (x * BITS / width) & 1;
          rgb[at] = rgb[at + 1] = rgb[at + 2] = (byte) (bit * 255);
        } else {
          rgb[at] = (byte) (x * 255 / width);
          rgb[at + 1] = (byte) (y * 255 / height);
          rgb[at + 2] = (byte) (128 + 100 * Math.sin((x + 2 * y + number) / 15.0));
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** The number in an upright frame of any size. */
  public static int read(RgbImage image) {
    int number = 0;
    for (int bit = 0; bit < BITS; bit++) {
      int x = (2 * bit + 1) * image.width() / (2 * BITS);
      int y = image.height() / 6;
      int green = image.rgb()[(y * image.width() + x) * 3 + 1] & 0xff;
      number |= (green > 127 ? 1 : 0) << bit;
    }
    return number;
  }

  /** A clip of the frames 0, 1, … one after the other. */
  public static byte[] clip(ClipSpec spec, int frames) {
    return clip(spec, frames, n -> n);
  }

  /** A clip with frame n at the place that {@code places} gives it, in frames of the rate. */
  public static byte[] clip(ClipSpec spec, int frames, IntUnaryOperator places) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (VideoWriter writer = VideoWriter.open(Channels.newChannel(bytes), spec)) {
      for (int n = 0; n < frames; n++) {
        writer.writeAt(draw(spec.width(), spec.height(), n), places.applyAsInt(n));
      }
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static ClipSpec mp4() {
    return ClipSpec.mp4(WIDTH, HEIGHT, 30);
  }

  public static ClipSpec matroska() {
    return mp4().withContainer(ClipSpec.Container.MATROSKA);
  }

  static double psnr(RgbImage a, RgbImage b) {
    long squares = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      int difference = (a.rgb()[i] & 0xff) - (b.rgb()[i] & 0xff);
      squares += (long) difference * difference;
    }
    return 10 * Math.log10(255.0 * 255.0 * a.rgb().length / Math.max(1, squares));
  }
}
