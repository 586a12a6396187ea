package io.github.oryxcuration.core.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks encoded values before parquet-java's decoders see them: those allocate whatever a run's
 * header claims, so that one flipped bit would ask for gigabytes. Formats: apache/parquet-format,
 * Encodings.md.
 */
final class EncodingCheck {
  private static final int MAX_BLOCK = 1 << 16;
  private static final int MAX_PADDING = 64;

  private final ByteBuffer bytes;

  EncodingCheck(byte[] bytes, int from, int to) {
    this.bytes = ByteBuffer.wrap(bytes, from, to - from).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Runs of the RLE/bit-packing hybrid, up to {@code count} values. */
  void hybrid(int bitWidth, long count) {
    if (bitWidth < 0 || bitWidth > 32) {
      throw new CorruptParquetException("values have " + bitWidth + " bits, allowed are 0 to 32");
    }
    long seen = 0;
    while (seen < count && bytes.hasRemaining()) {
      long header = varint();
      long run = header >>> 1;
      if ((header & 1) == 0) {
        seen += run;
        skip((bitWidth + 7) / 8);
      } else {
        // Writers pad the last groups past the count, and some cut their bytes short.
        if (run > (count - seen) / 8 + MAX_PADDING) {
          throw new CorruptParquetException(
              "a run claims " + run * 8 + " values where " + (count - seen) + " are left");
        }
        seen += run * 8;
        skip((int) Math.min(run * bitWidth, bytes.remaining()));
      }
    }
  }

  /** One DELTA_BINARY_PACKED stream; leaves the position at its end and gives its value count. */
  int delta(long maxCount) {
    long block = varint();
    long miniBlocks = varint();
    long count = varint();
    varint(); // first value
    if (block < 1 || block > MAX_BLOCK || miniBlocks < 1 || miniBlocks > block) {
      throw new CorruptParquetException(
          "delta blocks of " + block + " values in " + miniBlocks + " parts");
    }
    if (block % miniBlocks != 0 || count < 0 || count > maxCount) {
      throw new CorruptParquetException(
          "a delta stream claims " + count + " values, its page " + maxCount);
    }
    long perMiniBlock = block / miniBlocks;
    for (long left = count - 1; left > 0; left -= block) {
      deltaBlock(left, miniBlocks, perMiniBlock);
    }
    return (int) count;
  }

  /** Lengths before each value, as PLAIN binary has them. */
  void lengths(int count) {
    for (int i = 0; i < count; i++) {
      if (bytes.remaining() < Integer.BYTES) {
        throw new CorruptParquetException("a dictionary breaks off at value " + i);
      }
      int length = bytes.getInt();
      if (length < 0) {
        throw new CorruptParquetException("a dictionary value claims " + length + " bytes");
      }
      skip(length);
    }
  }

  int position() {
    return bytes.position();
  }

  private void deltaBlock(long left, long miniBlocks, long perMiniBlock) {
    varint(); // smallest delta
    byte[] widths = new byte[(int) miniBlocks];
    if (bytes.remaining() < widths.length) {
      throw new CorruptParquetException("a delta block breaks off");
    }
    bytes.get(widths);
    for (int i = 0; i < widths.length && i * perMiniBlock < left; i++) {
      if (widths[i] < 0 || widths[i] > 64) {
        throw new CorruptParquetException("deltas of " + widths[i] + " bits, allowed are 0 to 64");
      }
      skip((int) (widths[i] * perMiniBlock / 8));
    }
  }

  private void skip(int count) {
    if (count > bytes.remaining()) {
      throw new CorruptParquetException(
          "values break off: %d bytes are left of %d".formatted(bytes.remaining(), count));
    }
    bytes.position(bytes.position() + count);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (!bytes.hasRemaining()) {
        throw new CorruptParquetException("a number breaks off");
      }
      byte next = bytes.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new CorruptParquetException("a number has more than 64 bits");
  }
}
