package io.github.oryxcuration.core.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes 8-bit RGB as PNG without anything that varies: no time, no text, a fixed level, and for
 * each row the filter of the least sum of magnitudes. Equal pixels give equal bytes for one build
 * of the JDK's zlib.
 */
public final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int LEVEL = 6;
  private static final int CHANNELS = 3;
  private static final int FILTERS = 5;

  private PngEncoder() {}

  /** The picture as a PNG file. */
  public static byte[] encode(RgbImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(image.rgb().length / 2 + 1024);
    out.writeBytes(SIGNATURE);
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(image.width())
            .putInt(image.height())
            .put((byte) 8)
            .put((byte) 2)
            .array();
    chunk(out, "IHDR", header, header.length);
    Deflater deflater = new Deflater(LEVEL);
    try {
      deflate(image, deflater, out);
    } finally {
      deflater.end();
    }
    chunk(out, "IEND", new byte[0], 0);
    return out.toByteArray();
  }

  private static void deflate(RgbImage image, Deflater deflater, ByteArrayOutputStream out) {
    int rowBytes = image.width() * CHANNELS;
    byte[][] candidates = new byte[FILTERS][rowBytes + 1];
    byte[] buffer = new byte[1 << 16];
    byte[] zeros = new byte[rowBytes];
    for (int y = 0; y < image.height(); y++) {
      int above = (y - 1) * rowBytes;
      deflater.setInput(
          y == 0
              ? filtered(image.rgb(), 0, zeros, 0, candidates)
              : filtered(image.rgb(), y * rowBytes, image.rgb(), above, candidates));
      drain(deflater, buffer, out);
    }
    deflater.finish();
    drain(deflater, buffer, out);
  }

  private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream out) {
    int length;
    while ((length = deflater.deflate(buffer)) > 0) {
      chunk(out, "IDAT", buffer, length);
    }
  }

  /** The row under the filter whose signed bytes sum to the least magnitude. */
  private static byte[] filtered(byte[] rgb, int at, byte[] above, int up, byte[][] candidates) {
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int filter = 0; filter < FILTERS; filter++) {
      byte[] row = candidates[filter];
      row[0] = (byte) filter;
      long sum = 0;
      for (int i = 0; i < row.length - 1; i++) {
        int left = i < CHANNELS ? 0 : rgb[at + i - CHANNELS] & 0xff;
        int top = above[up + i] & 0xff;
        int corner = i < CHANNELS ? 0 : above[up + i - CHANNELS] & 0xff;
        byte value = (byte) (rgb[at + i] - predicted(filter, left, top, corner));
        row[i + 1] = value;
        sum += Math.abs(value);
      }
      if (sum < least) {
        least = sum;
        best = filter;
      }
    }
    return candidates[best];
  }

  private static int predicted(int filter, int left, int top, int corner) {
    return switch (filter) {
      case 0 -> 0;
      case 1 -> left;
      case 2 -> top;
      case 3 -> (left + top) / 2;
      default -> PngFilters.paeth(left, top, corner);
    };
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    out.writeBytes(name);
    out.write(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
