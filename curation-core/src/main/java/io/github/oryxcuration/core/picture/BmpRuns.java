package io.github.oryxcuration.core.picture;

/** The run lengths of a BMP of 4 or 8 bits. Pixels that are skipped keep index 0. */
final class BmpRuns {
  private static final int END_OF_ROW = 0;
  private static final int END = 1;
  private static final int SKIP = 2;

  private final BmpHeader header;
  private final byte[] raw;
  private int at;

  BmpRuns(BmpHeader header, byte[] raw) {
    this.header = header;
    this.raw = raw;
    at = header.dataAt;
  }

  /** Fills the indices, rows from the top; data that end before the end mark break off. */
  void read(byte[] indices) {
    int x = 0;
    int y = 0;
    while (y < header.height) {
      int count = next();
      int value = next();
      if (count > 0) {
        x = run(indices, x, y, count, value);
      } else if (value == END_OF_ROW) {
        x = 0;
        y++;
      } else if (value == END) {
        return;
      } else if (value == SKIP) {
        x += next();
        y += next();
      } else {
        x = literal(indices, x, y, value);
      }
    }
  }

  private int run(byte[] indices, int start, int y, int count, int value) {
    int x = start;
    for (int i = 0; i < count; i++) {
      put(indices, x++, y, header.bits == 8 ? value : nibble(value, i));
    }
    return x;
  }

  private int literal(byte[] indices, int start, int y, int count) {
    int x = start;
    int first = at;
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (header.bits == 8 || (i & 1) == 0) {
        value = next();
      }
      put(indices, x++, y, header.bits == 8 ? value : nibble(value, i));
    }
    if (((at - first) & 1) != 0) {
      next();
    }
    return x;
  }

  private static int nibble(int value, int i) {
    return (i & 1) == 0 ? value >> 4 : value & 0xf;
  }

  private void put(byte[] indices, int x, int y, int value) {
    if (x < header.width && y < header.height) {
      int row = header.bottomUp ? header.height - 1 - y : y;
      indices[row * header.width + x] = (byte) value;
    }
  }

  private int next() {
    header.bytes.checked(at, 1);
    return raw[at++] & 0xff;
  }
}
