package io.github.oryxcuration.core.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.format.Encoding;

/**
 * Checks the inside of a decompressed page, so that no decoder allocates or runs by a damaged
 * number. Throws {@link CorruptParquetException}.
 */
final class PageCheck {
  private final ColumnDescriptor leaf;
  private final boolean hasDictionary;

  PageCheck(ColumnDescriptor leaf, boolean hasDictionary) {
    this.leaf = leaf;
    this.hasDictionary = hasDictionary;
  }

  /** The body of a data page of version 1: levels with their lengths before them, then values. */
  void version1(byte[] body, int count, Encoding repetition, Encoding definition, Encoding values) {
    int position = prefixedLevels(body, 0, count, leaf.getMaxRepetitionLevel(), repetition);
    position = prefixedLevels(body, position, count, leaf.getMaxDefinitionLevel(), definition);
    values(body, position, count, values);
  }

  private static int prefixedLevels(byte[] body, int from, int count, int max, Encoding encoding) {
    if (max == 0) {
      return from;
    }
    if (encoding != Encoding.RLE) {
      throw new CorruptParquetException("levels are encoded as " + encoding + ", not as RLE");
    }
    int start = from + Integer.BYTES;
    int length = start > body.length ? -1 : littleEndian(body, from);
    if (length < 0 || length > body.length - start) {
      throw new CorruptParquetException(
          "levels claim %d bytes at %d of a page of %d".formatted(length, from, body.length));
    }
    new EncodingCheck(body, start, start + length).hybrid(bitWidth(max), count);
    return start + length;
  }

  /** Levels of a page of version 2. */
  void levels(byte[] levels, int count, int max) {
    if (max > 0) {
      new EncodingCheck(levels, 0, levels.length).hybrid(bitWidth(max), count);
    } else if (levels.length > 0) {
      throw new CorruptParquetException("a column without levels has " + levels.length + " bytes");
    }
  }

  /** The values of a page; nothing is there when all are null. */
  void values(byte[] body, int from, int count, Encoding encoding) {
    if (from == body.length) {
      return;
    }
    switch (encoding) {
      case PLAIN, BYTE_STREAM_SPLIT -> {
        // Their decoders compare every length with what is left.
      }
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        if (!hasDictionary) {
          throw new CorruptParquetException("a page refers to a dictionary that is not there");
        }
        new EncodingCheck(body, from + 1, body.length).hybrid(body[from], count);
      }
      case RLE -> prefixedLevels(body, from, count, 1, encoding);
      case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY ->
          new EncodingCheck(body, from, body.length).delta(count);
      case DELTA_BYTE_ARRAY -> prefixes(body, from, count);
      case BIT_PACKED -> throw new CorruptParquetException("values are encoded as BIT_PACKED");
    }
  }

  /** Every value may repeat no more than the one before it has. */
  private static void prefixes(byte[] body, int from, int count) {
    EncodingCheck check = new EncodingCheck(body, from, body.length);
    int prefixCount = check.delta(count);
    int middle = check.position();
    int suffixCount = check.delta(count);
    if (prefixCount != suffixCount) {
      throw new CorruptParquetException(
          "a page has " + prefixCount + " prefixes and " + suffixCount + " suffixes");
    }
    DeltaBinaryPackingValuesReader prefixes = deltas(body, from, prefixCount);
    DeltaBinaryPackingValuesReader suffixes = deltas(body, middle, suffixCount);
    long before = 0;
    for (int i = 0; i < prefixCount; i++) {
      int prefix = prefixes.readInteger();
      int suffix = suffixes.readInteger();
      if (prefix < 0 || prefix > before || suffix < 0 || suffix > body.length) {
        throw new CorruptParquetException(
            "a value repeats %d bytes of %d and adds %d".formatted(prefix, before, suffix));
      }
      before = (long) prefix + suffix;
    }
  }

  private static DeltaBinaryPackingValuesReader deltas(byte[] body, int from, int count) {
    DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
    if (count > 0) {
      try {
        reader.initFromPage(
            count, ByteBufferInputStream.wrap(ByteBuffer.wrap(body, from, body.length - from)));
      } catch (IOException e) {
        throw new CorruptParquetException("deltas break off", e);
      }
    }
    return reader;
  }

  /** A dictionary holds what its header says; decoders allocate by that number. */
  void dictionary(byte[] body, int count) {
    long least =
        switch (leaf.getPrimitiveType().getPrimitiveTypeName()) {
          case INT32, FLOAT, BINARY -> Integer.BYTES;
          case INT64, DOUBLE -> Long.BYTES;
          case INT96 -> 12;
          case FIXED_LEN_BYTE_ARRAY -> Math.max(1, leaf.getPrimitiveType().getTypeLength());
          case BOOLEAN -> throw new CorruptParquetException("booleans have a dictionary");
        };
    if (count < 0 || count * least > body.length) {
      throw new CorruptParquetException(
          "a dictionary of %d bytes claims %d values".formatted(body.length, count));
    }
    switch (leaf.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> new EncodingCheck(body, 0, body.length).lengths(count);
      case INT32, INT64, FLOAT, DOUBLE, INT96, FIXED_LEN_BYTE_ARRAY, BOOLEAN -> {}
    }
  }

  private static int littleEndian(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static int bitWidth(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }
}
