package io.github.oryxcuration.core.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a byte range of a file that are not blank. A line belongs to the range in which it
 * starts; the last one needs no newline. Positions are byte offsets.
 */
public final class Lines implements RecordStream {
  private final SeekableByteChannel channel;
  private final long end;
  private byte[] buffer = new byte[1 << 16];
  private int at;
  private int limit;
  private long offset;
  private boolean ended;

  /** Takes the channel over. */
  public Lines(SeekableByteChannel channel, long start, long end) throws IOException {
    this.channel = channel;
    this.end = end;
    this.offset = start == 0 ? 0 : start - 1;
    channel.position(offset);
    if (start > 0) {
      skipLine(); // the line that runs into the range, or the newline just before it
    }
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    while (position() < end) {
      long start = position();
      int newline = find(at);
      if (newline < 0 && at == limit) {
        return null;
      }
      int to = newline < 0 ? limit : newline;
      if (to - at > MAX_BYTES) {
        skipLine();
        return RawRecord.broken(
            Long.toString(start), "", "a line is longer than " + MAX_BYTES + " bytes");
      }
      int from = start == 0 ? at + byteOrderMark(to) : at;
      at = newline < 0 ? limit : newline + 1;
      if (!isBlank(from, to)) {
        return RawRecord.sound(Long.toString(start), "", Arrays.copyOfRange(buffer, from, to));
      }
    }
    return null;
  }

  private long position() {
    return offset + at;
  }

  private int byteOrderMark(int to) {
    return ByteOrderMark.length(Arrays.copyOfRange(buffer, at, Math.min(to, at + 3)));
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = buffer[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /** The next newline, or -1 where the file ends first or the line is too long. */
  private int find(int from) throws IOException {
    int i = from;
    while (true) {
      for (; i < limit; i++) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      int line = limit - at;
      if (line > MAX_BYTES || !fill()) {
        return -1;
      }
      i = at + line;
    }
  }

  private void skipLine() throws IOException {
    do {
      for (; at < limit; at++) {
        if (buffer[at] == '\n') {
          at++;
          return;
        }
      }
    } while (fill());
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, limit - at);
      offset += at;
      limit -= at;
      at = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = channel.read(ByteBuffer.wrap(buffer, limit, buffer.length - limit));
    if (read < 0) {
      ended = true;
      return false;
    }
    limit += read;
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
