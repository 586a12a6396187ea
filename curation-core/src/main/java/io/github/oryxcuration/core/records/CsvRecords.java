package io.github.oryxcuration.core.records;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file (RFC 4180): fields in quotes may hold commas, doubled quotes and
 * newlines; lines end in LF or CRLF; blank lines are no records.
 *
 * <p>A quote that is not closed within {@value #MAX_RECORD} bytes, or before the file ends, breaks
 * its line alone; reading goes on at the next one.
 */
public final class CsvRecords implements Closeable {
  static final int MAX_RECORD = 1 << 20;

  private final ByteWindow window;

  /**
   * One record.
   *
   * @param fields empty where it is broken
   * @param fault why it is broken, or null
   */
  public record Row(List<String> fields, @Nullable String fault) {
    public Row {
      fields = List.copyOf(fields);
    }
  }

  public CsvRecords(InputStream in) throws IOException {
    this.window = new ByteWindow(in);
    ByteOrderMark.skip(window);
  }

  /** The next record, the header first, or null after the last one. */
  public @Nullable Row next() throws IOException {
    while (window.more()) {
      window.mark();
      byte b = window.peek();
      if (b == '\n' || b == '\r') {
        window.skip();
        continue;
      }
      Row row = record();
      if (row.fault() != null) {
        restOfLine();
      }
      return row;
    }
    return null;
  }

  private Row record() throws IOException {
    List<String> fields = new ArrayList<>();
    try {
      do {
        String field = window.more() && window.peek() == '"' ? quoted() : plain();
        if (field == null) {
          return new Row(List.of(), "a quote is not closed, or text follows a closing quote");
        }
        fields.add(field);
      } while (nextField());
    } catch (CharacterCodingException e) {
      return new Row(List.of(), Utf8.FAULT);
    }
    if (window.marked() > MAX_RECORD) {
      return new Row(List.of(), "a record is longer than " + MAX_RECORD + " bytes");
    }
    return new Row(fields, null);
  }

  private boolean nextField() throws IOException {
    if (window.more() && window.peek() == ',') {
      window.skip();
      return true;
    }
    return false;
  }

  private String plain() throws IOException {
    int from = window.marked();
    while (window.marked() <= MAX_RECORD && window.more() && !endsField(window.peek())) {
      window.skip();
    }
    return Utf8.text(window.copyMarked(), from);
  }

  private static boolean endsField(byte b) {
    return b == ',' || b == '\n' || b == '\r';
  }

  private @Nullable String quoted() throws IOException {
    window.skip();
    int from = window.marked();
    boolean doubled = false;
    while (window.marked() <= MAX_RECORD && window.more()) {
      if (window.peek() != '"') {
        window.skip();
        continue;
      }
      int to = window.marked();
      window.skip();
      if (window.more() && window.peek() == '"') {
        doubled = true;
        window.skip();
        continue;
      }
      byte[] bytes = window.copyMarked(to);
      if (window.more() && !endsField(window.peek())) {
        return null;
      }
      String text = Utf8.text(bytes, from);
      return doubled ? text.replace("\"\"", "\"") : text;
    }
    return null;
  }

  private void restOfLine() throws IOException {
    window.seek(0);
    while (window.more() && window.peek() != '\n') {
      window.skip();
      window.mark();
    }
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
