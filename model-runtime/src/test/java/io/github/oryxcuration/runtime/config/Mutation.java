package io.github.oryxcuration.runtime.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes as disks, downloads, editors and adversaries do. */
final class Mutation {
  private static final String[] WORDS = {
    "-1",
    "0",
    "99999999999",
    "18446744073709551615",
    "1e999",
    "null",
    "{}",
    "[",
    "]",
    "\"",
    "true",
    "\\ud800",
    "\0",
    ","
  };

  private Mutation() {}

  /**
   * A damaged copy.
   *
   * @param front how many of the first bytes most of the damage goes to
   */
  static byte[] of(byte[] original, int front, Random random) {
    byte[] bytes = original.clone();
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      bytes = once(bytes, front, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, int front, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int reach = random.nextInt(8) == 0 ? bytes.length : Math.min(front, bytes.length);
    int at = random.nextInt(reach);
    switch (random.nextInt(7)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 3 -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(64));
        return joined(bytes, at, new byte[0], end);
      }
      case 4 -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(64));
        return joined(bytes, at, Arrays.copyOfRange(bytes, at, end), at);
      }
      case 5 -> {
        byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(ISO_8859_1);
        return joined(bytes, at, word, Math.min(bytes.length, at + random.nextInt(4)));
      }
      default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0xff);
    }
    return bytes;
  }

  private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
    byte[] all = new byte[head + middle.length + bytes.length - tail];
    System.arraycopy(bytes, 0, all, 0, head);
    System.arraycopy(middle, 0, all, head, middle.length);
    System.arraycopy(bytes, tail, all, head + middle.length, bytes.length - tail);
    return all;
  }
}
