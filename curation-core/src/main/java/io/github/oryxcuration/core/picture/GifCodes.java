package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;

/** The variable-length LZW codes of one GIF frame (GIF89a, appendix F). */
final class GifCodes {
  private static final int MAX_BITS = 12;
  private static final int TABLE = 1 << MAX_BITS;
  private static final int NONE = -1;

  private final byte[] raw;
  private final int leastBits;
  private final int clear;
  private final int[] prefix = new int[TABLE];
  private final byte[] last = new byte[TABLE];
  private final byte[] stack = new byte[TABLE + 1];

  private int at;
  private int blockLeft;
  private int bitBuffer;
  private int bitCount;

  GifCodes(byte[] raw, int dataAt) {
    this.raw = raw;
    leastBits = raw[dataAt] & 0xff;
    if (leastBits < 1 || leastBits > 8) {
      throw broken("its codes begin with " + leastBits + " bits; 1 to 8 are known");
    }
    at = dataAt + 1;
    clear = 1 << leastBits;
    for (int i = 0; i < clear; i++) {
      last[i] = (byte) i;
    }
  }

  /** Fills {@code out} as far as the codes reach; the number of pixels written. */
  int read(byte[] out) {
    int bits = leastBits + 1;
    int next = clear + 2;
    int previous = NONE;
    int written = 0;
    while (written < out.length) {
      int code = code(bits);
      if (code == NONE || code == clear + 1) {
        return written;
      }
      if (code == clear) {
        bits = leastBits + 1;
        next = clear + 2;
        previous = NONE;
        continue;
      }
      if (code > next || (code == next && (previous == NONE || next == TABLE))) {
        throw broken("code " + code + " comes before it has a meaning");
      }
      if (previous == NONE && code > clear) {
        throw broken("code " + code + " comes first");
      }
      int depth = unwind(code == next ? previous : code);
      byte first = stack[depth - 1];
      written = copy(depth, out, written);
      if (code == next && written < out.length) {
        out[written++] = first;
      }
      if (previous != NONE && next < TABLE) {
        prefix[next] = previous;
        last[next] = first;
        next++;
        if (next == 1 << bits && bits < MAX_BITS) {
          bits++;
        }
      }
      previous = code;
    }
    return written;
  }

  /** Puts the pixels of a code on the stack, the last one first. */
  private int unwind(int start) {
    int code = start;
    int depth = 0;
    while (code > clear) {
      stack[depth++] = last[code];
      code = prefix[code];
    }
    stack[depth++] = last[code];
    return depth;
  }

  private int copy(int depth, byte[] out, int start) {
    int written = start;
    for (int i = depth - 1; i >= 0 && written < out.length; i--) {
      out[written++] = stack[i];
    }
    return written;
  }

  private int code(int bits) {
    while (bitCount < bits) {
      int next = nextByte();
      if (next == NONE) {
        return NONE;
      }
      bitBuffer |= next << bitCount;
      bitCount += 8;
    }
    int code = bitBuffer & ((1 << bits) - 1);
    bitBuffer >>>= bits;
    bitCount -= bits;
    return code;
  }

  private int nextByte() {
    if (blockLeft == 0) {
      if (at >= raw.length || raw[at] == 0) {
        return NONE;
      }
      blockLeft = raw[at++] & 0xff;
    }
    if (at >= raw.length) {
      return NONE;
    }
    blockLeft--;
    return raw[at++] & 0xff;
  }

  private static CurationException broken(String why) {
    return new CurationException(Reason.MEDIA_UNREADABLE, "GIF cannot be read: " + why);
  }
}
