package io.github.oryxcuration.core.records;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream of bytes that remembers everything from a mark on, so that a record can be re-read. */
final class ByteWindow implements Closeable {
  private static final int INITIAL = 1 << 16;

  private final InputStream in;
  private byte[] buffer = new byte[INITIAL];
  private int mark;
  private int at;
  private int limit;
  private boolean ended;

  ByteWindow(InputStream in) {
    this.in = in;
  }

  /** Whether a byte is left; reads on where the buffer is used up. */
  boolean more() throws IOException {
    return at < limit || fill();
  }

  /** The current byte; only after {@link #more}. */
  byte peek() {
    return buffer[at];
  }

  void skip() {
    at++;
  }

  /** Skips blanks and says whether a byte is left. */
  boolean moreAfterBlanks() throws IOException {
    while (more()) {
      byte b = buffer[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return true;
      }
      at++;
    }
    return false;
  }

  /** As {@link #moreAfterBlanks}, and forgets what it skips. */
  boolean moreAfterGap() throws IOException {
    mark = at;
    while (more()) {
      byte b = buffer[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return true;
      }
      at++;
      mark = at;
    }
    return false;
  }

  /** Everything before the current byte may be forgotten. */
  void mark() {
    mark = at;
  }

  /** Bytes from the mark to the current one. */
  int marked() {
    return at - mark;
  }

  /** Goes to a byte after the mark. */
  void seek(int offsetFromMark) {
    at = mark + offsetFromMark;
  }

  byte[] copyMarked() {
    return Arrays.copyOfRange(buffer, mark, at);
  }

  /** The first {@code length} bytes from the mark on. */
  byte[] copyMarked(int length) {
    return Arrays.copyOfRange(buffer, mark, mark + length);
  }

  /** Moves to the next byte of interest inside a JSON string: a quote, a backslash, a control. */
  boolean moreAfterPlainText() throws IOException {
    do {
      byte[] bytes = buffer;
      int end = limit;
      int i = at;
      while (i < end) {
        byte b = bytes[i];
        if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
          break;
        }
        i++;
      }
      at = i;
      if (i < end) {
        return true;
      }
    } while (marked() <= RecordStream.MAX_BYTES && fill());
    return false;
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (mark > 0) {
      System.arraycopy(buffer, mark, buffer, 0, limit - mark);
      at -= mark;
      limit -= mark;
      mark = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      ended = true;
      return false;
    }
    limit += read;
    return read > 0 || fill();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
