package io.github.oryxcuration.test.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.video.ClipSpec;
import io.github.oryxcuration.core.video.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Draws small pictures and clips and spoils them, each in one way; same seed, same bytes. */
final class MutatedMedia {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int FRAMES = 4;

  /** Sides that a header may claim: past every limit, and just within that of the pixels. */
  private static final int[] CLAIMED = {0, 1, 9400, 16384, 65_000, 65_535};

  private static final int KINDS = 7;

  private final SplittableRandom random;

  MutatedMedia(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A picture with an edge in it; {@code format} is jpg, png or gif. */
  static byte[] picture(String format, int variant) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, x > y + variant % HEIGHT ? 0x2040c0 : (x * 4) << 16 | y * 5);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /** Two seconds of a changing grey. */
  static byte[] clip() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ClipSpec spec = ClipSpec.mp4(WIDTH, HEIGHT, 2);
    try (VideoWriter writer = VideoWriter.open(Channels.newChannel(out), spec)) {
      for (int i = 0; i < FRAMES; i++) {
        writer.write(RgbImage.filled(WIDTH, HEIGHT, 40 * i, 90, 200 - 40 * i));
      }
      writer.finish();
    }
    return out.toByteArray();
  }

  byte[] spoil(byte[] sound) {
    byte[] bytes = sound.clone();
    switch (random.nextInt(KINDS)) {
      case 0 -> flip(bytes, bytes.length);
      case 1 -> flip(bytes, Math.min(bytes.length, 200));
      case 2 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 3 -> claim(bytes, CLAIMED[random.nextInt(CLAIMED.length)]);
      case 4 -> {
        int from = random.nextInt(bytes.length);
        Arrays.fill(bytes, from, Math.min(bytes.length, from + 100), (byte) 0);
      }
      case 5 -> Arrays.fill(bytes, random.nextInt(bytes.length), bytes.length, (byte) 0);
      default -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 50);
        System.arraycopy(bytes, 0, longer, bytes.length, 50);
        flip(longer, longer.length);
        return longer;
      }
    }
    return bytes;
  }

  private void flip(byte[] bytes, int within) {
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      bytes[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** Writes another width and height where the format keeps them. */
  private static void claim(byte[] bytes, int side) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    String text = new String(bytes, ISO_8859_1);
    if (text.startsWith("\u0089PNG")) {
      buffer.putInt(16, side).putInt(20, side);
      CRC32 crc = new CRC32();
      crc.update(bytes, 12, 17);
      buffer.putInt(29, (int) crc.getValue());
    } else if (text.startsWith("GIF")) {
      short swapped = Short.reverseBytes((short) side);
      buffer.putShort(6, swapped).putShort(8, swapped);
      int image = text.indexOf(',', 13 + 3 * 256);
      if (image > 0) {
        buffer.putShort(image + 5, swapped).putShort(image + 7, swapped);
      }
    } else if (text.contains("avc1")) {
      int entry = text.lastIndexOf("avc1");
      buffer.putShort(entry + 28, (short) side).putShort(entry + 30, (short) side);
    } else {
      int frame = text.indexOf("\u00ff\u00c0");
      buffer.putShort(frame + 5, (short) side).putShort(frame + 7, (short) side);
    }
  }
}
