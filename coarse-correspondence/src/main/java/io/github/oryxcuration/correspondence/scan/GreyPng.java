package io.github.oryxcuration.correspondence.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Grey PNG of 8 or 16 bits as numbers, which depth and label maps are: values, not brightness. A
 * palette picture gives its indices (DAVIS masks). Interlaced files are refused.
 */
public final class GreyPng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final long MAX_PIXELS = 1L << 26;

  private final int width;
  private final int height;
  private final short[] values;

  private GreyPng(int width, int height, short[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Unsigned values, row by row; the array itself, not a copy. */
  public short[] values() {
    return values;
  }

  /**
   * Reads one.
   *
   * @throws CurationException MEDIA_UNREADABLE or MEDIA_TRUNCATED; the message has no path
   */
  public static GreyPng read(byte[] png) {
    ByteBuffer in = ByteBuffer.wrap(png);
    byte[] signature = new byte[SIGNATURE.length];
    if (png.length < 33) {
      throw new CurationException(Reason.MEDIA_TRUNCATED, "ends within the head of a PNG");
    }
    in.get(signature);
    if (!java.util.Arrays.equals(signature, SIGNATURE)
        || in.getInt() != 13
        || in.getInt() != 0x49484452) {
      throw unreadable("is no PNG");
    }
    int width = in.getInt();
    int height = in.getInt();
    int depth = in.get();
    int color = in.get();
    in.get();
    in.get();
    int interlace = in.get();
    in.getInt();
    if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
      throw unreadable(String.format(Locale.ROOT, "has a size of %dx%d", width, height));
    }
    boolean grey = color == 0 && (depth == 8 || depth == 16);
    boolean indexed = color == 3 && depth <= 8 && depth >= 1 && Integer.bitCount(depth) == 1;
    boolean bits = color == 0 && depth >= 1 && depth < 8 && Integer.bitCount(depth) == 1;
    if (interlace != 0 || !(grey || indexed || bits)) {
      throw unreadable(
          "is a PNG of colour type %d, %d bits, interlace %d; grey or indexed without interlace is read"
              .formatted(color, depth, interlace));
    }
    int rowBytes = (width * depth + 7) / 8;
    byte[] rows = inflate(png, in, (long) height * (rowBytes + 1));
    unfilter(rows, rowBytes, height, depth == 16 ? 2 : 1);
    return new GreyPng(width, height, unpack(rows, width, height, depth));
  }

  private static byte[] inflate(byte[] png, ByteBuffer in, long wanted) {
    if (wanted > Integer.MAX_VALUE - 8) {
      throw unreadable("is too large");
    }
    byte[] rows = new byte[(int) wanted];
    int size = 0;
    Inflater inflater = new Inflater();
    try {
      while (size < rows.length) {
        if (in.remaining() < 12) {
          throw new CurationException(
              Reason.MEDIA_TRUNCATED, "breaks off: %d of %d bytes".formatted(size, rows.length));
        }
        int length = in.getInt();
        byte[] type = new byte[4];
        in.get(type);
        if (length < 0 || length > in.remaining() - 4) {
          throw new CurationException(Reason.MEDIA_TRUNCATED, "breaks off within a chunk");
        }
        String name = new String(type, ISO_8859_1);
        if (name.equals("IEND")) {
          throw new CurationException(
              Reason.MEDIA_TRUNCATED, "has %d of %d bytes".formatted(size, rows.length));
        }
        if (name.equals("IDAT")) {
          inflater.setInput(png, in.position(), length);
          int read;
          while (size < rows.length
              && (read = inflater.inflate(rows, size, rows.length - size)) > 0) {
            size += read;
          }
        }
        in.position(in.position() + length + 4);
      }
      return rows;
    } catch (DataFormatException e) {
      throw unreadable("holds no zlib data: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private static void unfilter(byte[] rows, int rowBytes, int height, int pixel) {
    int stride = rowBytes + 1;
    for (int y = 0; y < height; y++) {
      int at = y * stride + 1;
      int filter = rows[at - 1];
      if (filter < 0 || filter > 4) {
        throw unreadable("names filter " + filter + ", which PNG does not have");
      }
      for (int i = 0; i < rowBytes && filter != 0; i++) {
        int left = i < pixel ? 0 : rows[at + i - pixel] & 0xff;
        int up = y == 0 ? 0 : rows[at + i - stride] & 0xff;
        int corner = i < pixel || y == 0 ? 0 : rows[at + i - stride - pixel] & 0xff;
        int predicted =
            switch (filter) {
              case 1 -> left;
              case 2 -> up;
              case 3 -> (left + up) / 2;
              default -> paeth(left, up, corner);
            };
        rows[at + i] += (byte) predicted;
      }
    }
  }

  private static int paeth(int left, int up, int corner) {
    int p = left + up - corner;
    int dl = Math.abs(p - left);
    int du = Math.abs(p - up);
    int dc = Math.abs(p - corner);
    return dl <= du && dl <= dc ? left : du <= dc ? up : corner;
  }

  private static short[] unpack(byte[] rows, int width, int height, int depth) {
    short[] values = new short[width * height];
    int stride = (width * depth + 7) / 8 + 1;
    for (int y = 0; y < height; y++) {
      int row = y * stride + 1;
      for (int x = 0; x < width; x++) {
        int value;
        if (depth == 16) {
          value = (rows[row + 2 * x] & 0xff) << 8 | (rows[row + 2 * x + 1] & 0xff);
        } else {
          int bit = x * depth;
          value = (rows[row + bit / 8] & 0xff) >> (8 - depth - bit % 8) & ((1 << depth) - 1);
        }
        values[y * width + x] = (short) value;
      }
    }
    return values;
  }

  /**
   * Writes one, without anything that varies.
   *
   * @param bits 8 or 16
   */
  public static byte[] write(int width, int height, short[] values, int bits) {
    if (bits != 8 && bits != 16) {
      throw new IllegalArgumentException("bits must be 8 or 16, but were " + bits);
    }
    ByteBuffer rows = ByteBuffer.allocate(height * (width * bits / 8 + 1));
    for (int y = 0; y < height; y++) {
      rows.put((byte) 0);
      for (int x = 0; x < width; x++) {
        short value = values[y * width + x];
        if (bits == 16) {
          rows.putShort(value);
        } else {
          rows.put((byte) value);
        }
      }
    }
    Deflater deflater = new Deflater(6);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    deflater.setInput(rows.array());
    deflater.finish();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      data.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    byte[] head = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) bits).array();
    chunk(out, "IHDR", head);
    chunk(out, "IDAT", data.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static CurationException unreadable(String what) {
    return new CurationException(Reason.MEDIA_UNREADABLE, what);
  }
}
