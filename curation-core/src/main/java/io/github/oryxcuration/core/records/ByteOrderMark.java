package io.github.oryxcuration.core.records;

import java.io.IOException;

/** The three bytes that some editors put before UTF-8. */
final class ByteOrderMark {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private ByteOrderMark() {}

  /** Skips it at the start of a file. */
  static void skip(ByteWindow window) throws IOException {
    window.mark();
    for (byte b : MARK) {
      if (!window.more() || window.peek() != b) {
        window.seek(0);
        return;
      }
      window.skip();
    }
    window.mark();
  }

  /** Its length where bytes begin with it, else 0. */
  static int length(byte[] bytes) {
    for (int i = 0; i < MARK.length; i++) {
      if (i >= bytes.length || bytes[i] != MARK[i]) {
        return 0;
      }
    }
    return MARK.length;
  }
}
