package io.github.oryxcuration.core.records;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over one JSON value and stops at the first byte that breaks the grammar of brackets,
 * strings, colons and commas, so that damage stays close to where it is. What a bare word or an
 * escape means is left to the parser.
 */
final class JsonGrammar {

  private enum Expect {
    VALUE,
    VALUE_OR_END,
    KEY,
    KEY_OR_END,
    COLON,
    COMMA_OR_END
  }

  private final ByteWindow window;
  private final boolean[] isObject = new boolean[RecordStream.MAX_DEPTH + 1];
  private int depth;

  JsonGrammar(ByteWindow window) {
    this.window = window;
  }

  /** Walks over one value from the current byte on. Null if it is whole, or what is wrong. */
  @Nullable String walk() throws IOException {
    depth = 0;
    Expect expect = Expect.VALUE;
    do {
      if (window.marked() > RecordStream.MAX_BYTES) {
        return "a record is longer than " + RecordStream.MAX_BYTES + " bytes";
      }
      if (!window.moreAfterBlanks()) {
        return "the file ends inside a record";
      }
      byte b = window.peek();
      Expect then = step(expect, b);
      if (then == null) {
        return fault(expect, b);
      }
      expect = then;
    } while (depth > 0);
    return null;
  }

  private @Nullable Expect step(Expect expect, byte b) throws IOException {
    return switch (expect) {
      case VALUE -> value(b);
      case VALUE_OR_END -> b == ']' ? close() : value(b);
      case KEY -> b == '"' && string() ? Expect.COLON : null;
      case KEY_OR_END -> b == '}' ? close() : b == '"' && string() ? Expect.COLON : null;
      case COLON -> b == ':' ? skipTo(Expect.VALUE) : null;
      case COMMA_OR_END -> afterValue(b);
    };
  }

  private @Nullable Expect afterValue(byte b) {
    boolean object = isObject[depth];
    if (b == ',') {
      return skipTo(object ? Expect.KEY : Expect.VALUE);
    }
    return b == (object ? '}' : ']') ? close() : null;
  }

  private @Nullable Expect value(byte b) throws IOException {
    if (b == '{' || b == '[') {
      if (depth == RecordStream.MAX_DEPTH) {
        return null;
      }
      isObject[++depth] = b == '{';
      return skipTo(b == '{' ? Expect.KEY_OR_END : Expect.VALUE_OR_END);
    }
    if (b == '"') {
      return string() ? Expect.COMMA_OR_END : null;
    }
    return word() ? Expect.COMMA_OR_END : null;
  }

  private Expect close() {
    depth--;
    return skipTo(Expect.COMMA_OR_END);
  }

  private Expect skipTo(Expect next) {
    window.skip();
    return next;
  }

  private boolean string() throws IOException {
    window.skip();
    while (window.moreAfterPlainText()) {
      byte b = window.peek();
      if (b == '"') {
        window.skip();
        return true;
      }
      if (b != '\\') {
        return false; // a raw control character
      }
      window.skip();
      if (!window.more()) {
        return false;
      }
      window.skip();
    }
    return false;
  }

  /** A number, true, false, null or NaN. */
  private boolean word() throws IOException {
    int from = window.marked();
    while (window.marked() - from < 1100 && window.more() && isWord(window.peek())) {
      window.skip();
    }
    return window.marked() > from;
  }

  private static boolean isWord(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || b == '-'
        || b == '+'
        || b == '.';
  }

  private String fault(Expect expect, byte b) {
    if (depth == RecordStream.MAX_DEPTH && (b == '{' || b == '[')) {
      return "a record is nested deeper than " + RecordStream.MAX_DEPTH;
    }
    if (b == '"' && expect != Expect.COLON && expect != Expect.COMMA_OR_END) {
      return "a string does not end before the end of its line, of the file or of "
          + RecordStream.MAX_BYTES
          + " bytes";
    }
    String wanted =
        switch (expect) {
          case VALUE, VALUE_OR_END -> "a value";
          case KEY, KEY_OR_END -> "a key in quotes";
          case COLON -> "a colon";
          case COMMA_OR_END -> "a comma or a closing bracket";
        };
    return "no valid JSON: expected " + wanted + ", found " + show(b);
  }

  static String show(byte b) {
    return b > 0x20 && b < 0x7f ? "'" + (char) b + "'" : "byte " + (b & 0xff);
  }
}
