package io.github.oryxcuration.core.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Compresses and decompresses pages without Hadoop: none, Snappy and Zstandard, and Gzip for
 * reading. Compression is deterministic for the pinned library versions.
 */
public final class Codecs {
  private static final int ZSTD_LEVEL = 3;
  // Snappy's longest copy gives 64 bytes for 3; a page that claims more is damaged.
  private static final long SNAPPY_MAX_RATIO = 64;

  private Codecs() {}

  public static byte[] compress(CompressionCodecName codec, byte[] bytes) throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> bytes;
      case SNAPPY -> Snappy.compress(bytes);
      case ZSTD -> Zstd.compress(bytes, ZSTD_LEVEL);
      default -> throw new IllegalArgumentException("pages are not written with " + codec);
    };
  }

  /**
   * Gives exactly {@code expected} bytes. No more memory is taken than the data themselves fill.
   *
   * @throws CorruptParquetException if the data are damaged or give another length
   */
  static byte[] decompress(CompressionCodecName codec, byte[] bytes, int expected) {
    try {
      return switch (codec) {
        case UNCOMPRESSED -> exactly(bytes, expected);
        case SNAPPY -> unsnappy(bytes, expected);
        case ZSTD -> unzstd(bytes, expected);
        case GZIP -> drain(new GZIPInputStream(new ByteArrayInputStream(bytes)), expected);
        case LZO, BROTLI, LZ4, LZ4_RAW ->
            throw new CorruptParquetException(
                "pages are compressed with "
                    + codec
                    + ", readable are UNCOMPRESSED, SNAPPY, ZSTD and GZIP");
      };
    } catch (IOException | ZstdException e) {
      throw new CorruptParquetException("a page cannot be decompressed as " + codec, e);
    }
  }

  private static byte[] unsnappy(byte[] bytes, int expected) throws IOException {
    // The native code trusts the length that the data claim, so it is checked before.
    int claimed = Snappy.uncompressedLength(bytes);
    if (claimed != expected || expected > SNAPPY_MAX_RATIO * bytes.length) {
      throw new CorruptParquetException(
          "a Snappy page of %d bytes claims %d, its header %d"
              .formatted(bytes.length, claimed, expected));
    }
    return exactly(Snappy.uncompress(bytes), expected);
  }

  private static byte[] unzstd(byte[] bytes, int expected) throws IOException {
    long claimed = Zstd.getFrameContentSize(bytes);
    if (claimed == expected) {
      byte[] out = new byte[expected];
      long got = Zstd.decompressByteArray(out, 0, expected, bytes, 0, bytes.length);
      if (got == expected) {
        return out;
      }
    }
    // Streams do not state their length, and some writers put several frames into a page.
    return drain(new ZstdInputStream(new ByteArrayInputStream(bytes)), expected);
  }

  private static byte[] drain(InputStream in, int expected) throws IOException {
    try (in) {
      byte[] out = in.readNBytes(expected);
      return exactly(in.read() < 0 ? out : Arrays.copyOf(out, expected + 1), expected);
    }
  }

  private static byte[] exactly(byte[] bytes, int expected) {
    if (bytes.length != expected) {
      throw new CorruptParquetException(
          "a page gives %d bytes, but its header says %d".formatted(bytes.length, expected));
    }
    return bytes;
  }
}
