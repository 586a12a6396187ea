package io.github.oryxcuration.runtime.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the entries of a zip lie in their file, so that they can be mapped: entries must be stored
 * as they are, and must not overlap. Reads zip64, as PyTorch writes it.
 *
 * <p>Source: PKWARE's APPNOTE, sections 4.3 and 4.5.3.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_BYTES = 56;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final long WIDE = 0xffffffffL;
  private static final int ENCRYPTED = 1;
  private static final long LONGEST_DIRECTORY = 64L << 20;
  private static final int MOST_ENTRIES = 200_000;

  /**
   * An entry.
   *
   * @param offset of its first byte of data in the file
   */
  record Entry(String name, long offset, long bytes) {}

  /** An entry as the directory states it. */
  private record Listed(String name, int method, int flags, long packed, long bytes, long header) {}

  private final Path file;
  private final FileChannel channel;
  private final long size;

  private ZipDirectory(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
  }

  /** The entries by name, in the order of the directory. */
  static Map<String, Entry> read(Path file, FileChannel channel) throws IOException {
    return new ZipDirectory(file, channel).entries();
  }

  private Map<String, Entry> entries() throws IOException {
    long end = end();
    ByteBuffer last = bytes(end, END_BYTES);
    long entries = last.getShort(10) & 0xffff;
    long length = last.getInt(12) & WIDE;
    long start = last.getInt(16) & WIDE;
    if (end >= LOCATOR_64_BYTES) {
      ByteBuffer locator = bytes(end - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
      if (locator.getInt(0) == LOCATOR_64) {
        long at = locator.getLong(8);
        ByteBuffer wide = bytes(at, END_64_BYTES);
        if (wide.getInt(0) != END_64) {
          throw fault("its zip64 end record is not where it is said to be");
        }
        entries = wide.getLong(32);
        length = wide.getLong(40);
        start = wide.getLong(48);
        end = at;
      }
    }
    if (entries < 0 || entries > MOST_ENTRIES || length < 0 || length > LONGEST_DIRECTORY) {
      throw fault(
          "its directory announces "
              + Long.toUnsignedString(entries)
              + " entries in "
              + Long.toUnsignedString(length)
              + " bytes; at most "
              + MOST_ENTRIES
              + " in "
              + LONGEST_DIRECTORY
              + " are read");
    }
    if (start < 0 || start > end || length != end - start) {
      throw fault("its directory does not end where its end record starts");
    }
    return placed(listed(bytes(start, (int) length), (int) entries), start);
  }

  /** Position of the end record, which the file's last bytes hold, before a comment. */
  private long end() throws IOException {
    int tail = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
    ByteBuffer bytes = bytes(size - tail, tail);
    for (int at = tail - END_BYTES; at >= 0; at--) {
      if (bytes.getInt(at) == END && (bytes.getShort(at + 20) & 0xffff) == tail - at - END_BYTES) {
        return size - tail + at;
      }
    }
    throw fault("breaks off: a zip without its directory at the end; fetch the file again");
  }

  private List<Listed> listed(ByteBuffer directory, int entries) {
    List<Listed> listed = new ArrayList<>();
    while (directory.remaining() >= CENTRAL_BYTES && listed.size() < entries) {
      int at = directory.position();
      int name = directory.getShort(at + 28) & 0xffff;
      int extra = directory.getShort(at + 30) & 0xffff;
      int comment = directory.getShort(at + 32) & 0xffff;
      int next = at + CENTRAL_BYTES + name + extra + comment;
      if (directory.getInt(at) != CENTRAL || next > directory.limit()) {
        throw fault("its directory is damaged at entry " + (listed.size() + 1));
      }
      long[] wide = {
        directory.getInt(at + 24) & WIDE,
        directory.getInt(at + 20) & WIDE,
        directory.getInt(at + 42) & WIDE
      };
      String text = text(directory, at + CENTRAL_BYTES, name);
      widen(text, wide, directory.slice(at + CENTRAL_BYTES + name, extra));
      listed.add(
          new Listed(
              text,
              directory.getShort(at + 10) & 0xffff,
              directory.getShort(at + 8) & 0xffff,
              wide[1],
              wide[0],
              wide[2]));
      directory.position(next);
    }
    if (directory.hasRemaining() || listed.size() != entries) {
      throw fault("its directory does not hold the " + entries + " entries it announces");
    }
    return listed;
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    byte[] utf8 = new byte[length];
    bytes.get(at, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Sizes and offsets beyond 32 bits stand in an extra field, in this order, those alone. */
  private void widen(String name, long[] values, ByteBuffer extra) {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    while (extra.remaining() >= 4) {
      int tag = extra.getShort() & 0xffff;
      int length = extra.getShort() & 0xffff;
      if (length > extra.remaining()) {
        return;
      }
      int end = extra.position() + length;
      for (int i = 0; tag == 1 && i < values.length; i++) {
        if (values[i] == WIDE && extra.position() + Long.BYTES <= end) {
          values[i] = extra.getLong();
          if (values[i] < 0) {
            throw fault(Found.shortened(name) + " states an impossible size");
          }
        }
      }
      extra.position(end);
    }
  }

  private Map<String, Entry> placed(List<Listed> listed, long directory) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<Listed> inOrder = new ArrayList<>(listed);
    inOrder.sort(Comparator.comparingLong(Listed::header));
    long free = 0;
    for (Listed entry : inOrder) {
      long data = data(entry, free, directory);
      free = data + entry.bytes;
      if (entries.put(entry.name, new Entry(entry.name, data, entry.bytes)) != null) {
        throw fault("holds " + Found.shortened(entry.name) + " twice");
      }
    }
    return entries;
  }

  /** Where the data of an entry starts; it must lie between the one before it and the directory. */
  private long data(Listed entry, long free, long directory) throws IOException {
    String name = Found.shortened(entry.name);
    if ((entry.flags & ENCRYPTED) != 0) {
      throw fault(name + " is encrypted");
    }
    if (entry.method != 0 || entry.packed != entry.bytes) {
      throw fault(
          name
              + " is compressed, but weights are mapped and must be stored as they are; load the"
              + " file with torch.load(FILE, weights_only=True) and torch.save it again");
    }
    if (entry.header < free || entry.header > directory - LOCAL_BYTES) {
      throw fault(name + " overlaps another entry or the directory");
    }
    ByteBuffer local = bytes(entry.header, LOCAL_BYTES);
    if (local.getInt(0) != LOCAL) {
      throw fault(name + " is not where the directory says");
    }
    long data =
        entry.header + LOCAL_BYTES + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
    if (data > directory || entry.bytes > directory - data) {
      throw fault(name + " overlaps another entry or the directory");
    }
    return data;
  }

  private ByteBuffer bytes(long position, int length) throws IOException {
    if (position < 0 || position > size - length) {
      throw fault("points outside of itself; fetch the file again");
    }
    return FileRange.read(channel, position, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ModelException fault(String what) {
    return new ModelException(file + ": " + what);
  }
}
