package io.github.oryxcuration.test.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Spoils annotation rows, each in one way; same seed, same rows. */
final class MutatedRows {
  private static final List<String> WRONG =
      List.of("null", "true", "17", "-0.0", "NaN", "\"\"", "[]", "{}", "[{}]", "[null]", "[[[]]]");
  private static final List<String> HUGE =
      List.of("1e400", "-1e-400", "9223372036854775808", "9".repeat(900), "9".repeat(20_000));
  private static final List<String> PATHS =
      List.of(
          "../../../../etc/passwd",
          "/etc/passwd",
          "..\\\\..\\\\boot.ini",
          "file:///etc/passwd",
          "gs://bucket/picture.jpg",
          "below/../../picture.jpg",
          "%2e%2e/%2e%2e/picture.jpg",
          "picture.jpg\\u0000.png",
          "*",
          ".",
          "",
          "x".repeat(5000));
  private static final byte[][] NO_UTF_8 = {
    {(byte) 0xC3, 0x28},
    {(byte) 0xFF, (byte) 0xFE},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
    {(byte) 0xC0, (byte) 0xAF},
    {0}
  };
  private static final int KINDS = 10;

  private final SplittableRandom random;

  MutatedRows(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A spoilt copy; {@code medium} is the path that stands in the row. */
  byte[] spoil(String row, String medium) {
    byte[] bytes = row.getBytes(UTF_8);
    return switch (random.nextInt(KINDS)) {
      case 0 -> flip(bytes);
      case 1 -> Arrays.copyOf(bytes, random.nextInt(1, bytes.length));
      case 2 -> withValue(row, pick(WRONG)).getBytes(UTF_8);
      case 3 -> withValue(row, nesting()).getBytes(UTF_8);
      case 4 -> withValue(row, pick(HUGE)).getBytes(UTF_8);
      case 5 -> row.replace(medium, pick(PATHS)).getBytes(UTF_8);
      case 6 -> splice(bytes, NO_UTF_8[random.nextInt(NO_UTF_8.length)], 0);
      case 7 -> splice(bytes, new byte[0], random.nextInt(1, bytes.length / 2));
      case 8 -> splice(bytes, Arrays.copyOf(bytes, random.nextInt(bytes.length)), 0);
      default -> splice(bytes, noise(), random.nextInt(40));
    };
  }

  private byte[] flip(byte[] bytes) {
    for (int i = random.nextInt(1, 9); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** Puts a value where one ends or begins; the row is JSON or CSV. */
  private String withValue(String row, String value) {
    int[] starts = places(row, row.startsWith("{") ? ':' : ',');
    int start = starts[random.nextInt(starts.length)] + 1;
    int end = start;
    while (end < row.length() && ",}]".indexOf(row.charAt(end)) < 0) {
      end++;
    }
    return row.substring(0, start) + value + row.substring(end);
  }

  private static int[] places(String row, char separator) {
    return IntStream.range(0, row.length()).filter(i -> row.charAt(i) == separator).toArray();
  }

  private String nesting() {
    int depth = 1 << random.nextInt(1, 14);
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    String close = open.equals("[") ? "]" : "}";
    int closed = random.nextInt(3) == 0 ? random.nextInt(depth) : depth;
    return open.repeat(depth) + "1" + close.repeat(closed);
  }

  private byte[] splice(byte[] bytes, byte[] inserted, int removed) {
    int at = random.nextInt(bytes.length);
    int rest = Math.min(bytes.length, at + removed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(inserted);
    out.write(bytes, rest, bytes.length - rest);
    return out.size() == 0 ? new byte[] {'x'} : out.toByteArray();
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(1, 60)];
    random.nextBytes(noise);
    return noise;
  }

  private String pick(List<String> among) {
    return among.get(random.nextInt(among.size()));
  }
}
