package io.github.oryxcuration.correspondence.scan;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;

/** Depth as the C++ exporter writes it: binary PGM of 16 bits, high byte first (netpbm's order). */
final class Pgm {
  private static final int MAX_SIDE = 1 << 14;

  private final byte[] bytes;
  private int at;

  private Pgm(byte[] bytes) {
    this.bytes = bytes;
  }

  static DepthMap depth(byte[] bytes, double units) {
    return new Pgm(bytes).read(units);
  }

  private DepthMap read(double units) {
    if (bytes.length < 2 || bytes[0] != 'P' || bytes[1] != '5') {
      throw new CurationException(Reason.MEDIA_UNREADABLE, "is no binary PGM");
    }
    at = 2;
    int width = number();
    int height = number();
    int most = number();
    at++; // the one blank before the pixels
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new CurationException(Reason.MEDIA_UNREADABLE, "has a size of " + width + "x" + height);
    }
    if (most < 256 || most > 0xffff) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE, "has values up to " + most + "; depth has 16 bits");
    }
    if (bytes.length - at < 2L * width * height) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          "has %d of %d bytes of pixels"
              .formatted(Math.max(0, bytes.length - at), 2L * width * height));
    }
    short[] values = new short[width * height];
    for (int i = 0; i < values.length; i++, at += 2) {
      values[i] = (short) ((bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff));
    }
    return new DepthMap(width, height, values, units);
  }

  /** The next number of the head; comments run to the end of their line. */
  private int number() {
    while (at < bytes.length && (bytes[at] <= ' ' || bytes[at] == '#')) {
      if (bytes[at] == '#') {
        while (at < bytes.length && bytes[at] != '\n') {
          at++;
        }
      } else {
        at++;
      }
    }
    int value = -1;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && value < 1 << 20) {
      value = Math.max(0, value) * 10 + bytes[at++] - '0';
    }
    return value;
  }
}
