package io.github.oryxcuration.core.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Where a file must end at least by what its container says of itself: ISO media files (MP4, MOV)
 * by their boxes, Matroska and WebM by their segment, AVI by its RIFF chunks. A file that is
 * shorter was cut. FFmpeg itself plays what is left of such a file without a word.
 */
final class PromisedEnd {
  private static final Set<String> FIRST_BOXES =
      Set.of("ftyp", "styp", "moov", "mdat", "free", "skip", "wide", "pnot");

  /** Junk behind the last box must not count as a promise. */
  private static final Set<String> PROMISING_BOXES = Set.of("moov", "mdat", "moof");

  /** A fragmented film of hours has tens of thousands; a damaged file could have millions. */
  private static final int MOST_BOXES = 100_000;

  private static final int EBML_ID = 0x1A45DFA3;
  private static final int SEGMENT_ID = 0x18538067;
  private static final int ID_BYTES = 4;
  private static final int HEAD_BYTES = 16;
  private static final int BOX_HEAD_BYTES = 8;
  private static final int LARGE_BOX_HEAD_BYTES = 16;

  private final SeekableByteChannel channel;
  private final long size;
  private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);

  private PromisedEnd(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  /** Bytes that the file should have at least; 0 where its container promises nothing. */
  static long of(SeekableByteChannel channel) throws IOException {
    return new PromisedEnd(channel).find();
  }

  private long find() throws IOException {
    if (!readHead(0)) {
      return 0;
    }
    if (head.getInt(0) == EBML_ID) {
      return matroska();
    }
    String type = type(0);
    if (type.equals("RIFF") && type(8).equals("AVI ")) {
      return avi();
    }
    return FIRST_BOXES.contains(type(4)) ? isoMedia() : 0;
  }

  private long isoMedia() throws IOException {
    long at = 0;
    for (int box = 0; box < MOST_BOXES && readHead(at); box++) {
      long length = Integer.toUnsignedLong(head.getInt(0));
      if (length == 1 && head.limit() == HEAD_BYTES) {
        length = head.getLong(8);
        if (length < LARGE_BOX_HEAD_BYTES) {
          return 0;
        }
      } else if (length < BOX_HEAD_BYTES) {
        return 0;
      }
      if (length > size - at) {
        return PROMISING_BOXES.contains(type(4)) ? saturatedSum(at, length) : 0;
      }
      at += length;
    }
    return at;
  }

  private long avi() throws IOException {
    long at = 0;
    long end = 0;
    while (readHead(at) && type(0).equals("RIFF")) {
      head.order(ByteOrder.LITTLE_ENDIAN);
      long length = Integer.toUnsignedLong(head.getInt(4));
      head.order(ByteOrder.BIG_ENDIAN);
      end = at + BOX_HEAD_BYTES + length;
      at = end + (length & 1);
    }
    return end;
  }

  private long matroska() throws IOException {
    long at = ID_BYTES;
    Length header = length(at);
    at += header.bytes;
    if (header.unknown || header.value > size - at) {
      return 0;
    }
    at += header.value;
    if (!readHead(at) || head.getInt(0) != SEGMENT_ID) {
      return 0;
    }
    Length segment = length(at + ID_BYTES);
    return segment.unknown ? 0 : saturatedSum(at + ID_BYTES + segment.bytes, segment.value);
  }

  /** An EBML length; all value bits set means that the writer did not know. */
  private record Length(int bytes, long value, boolean unknown) {}

  private Length length(long at) throws IOException {
    if (!readHead(at)) {
      return new Length(0, 0, true);
    }
    int first = Byte.toUnsignedInt(head.get(0));
    int bytes = Integer.numberOfLeadingZeros(first) - 23;
    if (bytes > 8 || bytes > head.limit()) {
      return new Length(0, 0, true);
    }
    long value = first & (0xff >> bytes);
    for (int i = 1; i < bytes; i++) {
      value = value << 8 | Byte.toUnsignedLong(head.get(i));
    }
    return new Length(bytes, value, value == (1L << (7 * bytes)) - 1);
  }

  /** Reads up to 16 bytes; false where fewer than 8 are left. */
  private boolean readHead(long at) throws IOException {
    if (at < 0 || at > size - BOX_HEAD_BYTES) {
      return false;
    }
    head.clear();
    channel.position(at);
    while (head.hasRemaining() && channel.read(head) >= 0) {
      // Channels may give less than was asked for.
    }
    head.flip();
    return head.limit() >= BOX_HEAD_BYTES;
  }

  private String type(int at) {
    return at + ID_BYTES > head.limit()
        ? ""
        : new String(head.array(), at, ID_BYTES, StandardCharsets.ISO_8859_1);
  }

  private static long saturatedSum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
