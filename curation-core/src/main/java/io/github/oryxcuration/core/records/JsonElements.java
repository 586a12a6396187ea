package io.github.oryxcuration.core.records;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a JSON file that is one array, or one object of objects. Positions are 0-based
 * ordinals.
 *
 * <p>After a broken element, reading goes on at the next comma that is followed by an object (in an
 * object: by a key and an object) whose first key began a sound element before; until there was
 * one, by any first key that does not begin the inner objects of known formats. The search starts
 * inside the broken element, so a quote that is missing costs one row and not the rest of the file.
 * A file that ends without its closing bracket has one broken record more.
 */
public final class JsonElements implements RecordStream {
  private static final Set<String> INNER_KEYS =
      Set.of("from", "value", "role", "content", "patch", "start_num", "size", "idx", "split");
  private static final int MAX_FIRST_KEYS = 64;
  private static final int MAX_KEY_BYTES = 512;

  private final ByteWindow window;
  private final JsonGrammar grammar;
  private final boolean keyed;
  private final Set<String> firstKeys = new HashSet<>();
  private long ordinal;
  private boolean started;
  private boolean ended;

  private JsonElements(InputStream in, boolean keyed) {
    this.window = new ByteWindow(in);
    this.grammar = new JsonGrammar(window);
    this.keyed = keyed;
  }

  /** The elements of an array. */
  public static JsonElements ofArray(InputStream in) {
    return new JsonElements(in, false);
  }

  /** The values of an object, with their keys. */
  public static JsonElements ofObject(InputStream in) {
    return new JsonElements(in, true);
  }

  @Override
  public @Nullable RawRecord next() throws IOException {
    if (ended) {
      return null;
    }
    String fault = started ? null : start();
    if (fault != null) {
      ended = true;
      return broken("", fault);
    }
    if (!toElement()) {
      return end();
    }
    return element();
  }

  private @Nullable String start() throws IOException {
    started = true;
    ByteOrderMark.skip(window);
    byte open = (byte) (keyed ? '{' : '[');
    if (!window.moreAfterBlanks() || window.peek() != open) {
      return "the file must be one JSON "
          + (keyed ? "object" : "array")
          + ", but does not begin so";
    }
    window.skip();
    return null;
  }

  /** A missing comma loses no row, so none is asked for. */
  private boolean toElement() throws IOException {
    while (window.moreAfterGap()) {
      byte b = window.peek();
      if (b == (keyed ? '}' : ']')) {
        return false;
      }
      if (b != ',') {
        return true;
      }
      window.skip();
    }
    return false;
  }

  /** A closing bracket that does not end the file is what is left of a broken row. */
  private @Nullable RawRecord end() throws IOException {
    if (!window.more()) {
      ended = true;
      return broken("", "the file ends without its closing bracket; rows may be missing");
    }
    window.skip();
    if (window.moreAfterGap()) {
      window.mark();
      return resync("", "after the closing bracket comes " + JsonGrammar.show(window.peek()));
    }
    ended = true;
    return null;
  }

  private RawRecord element() throws IOException {
    window.mark();
    String key = "";
    if (keyed) {
      key = matchKey();
      if (key == null || !toValue()) {
        return resync("", "expected a key, a colon and a value, found something else");
      }
      int keyLength = window.marked();
      String fault = grammar.walk();
      if (fault == null && endsWithFile()) {
        fault = "its brackets close at the end of the file, so it holds the rows after it";
      }
      return fault == null ? sound(key, keyLength) : resync(key, fault);
    }
    String fault = grammar.walk();
    return fault == null ? sound(key, 0) : resync(key, fault);
  }

  /** An object without its closing brace is still valid JSON: it takes in what follows it. */
  private boolean endsWithFile() throws IOException {
    int end = window.marked();
    boolean ends = !window.moreAfterBlanks();
    window.seek(end);
    return ends;
  }

  private RawRecord sound(String key, int from) throws IOException {
    int to = window.marked();
    byte[] all = window.copyMarked();
    byte[] bytes = from == 0 ? all : Arrays.copyOfRange(all, from, to);
    if (firstKeys.size() < MAX_FIRST_KEYS) {
      window.seek(from);
      String first = matchFirstKey();
      window.seek(to);
      if (first != null && !INNER_KEYS.contains(first)) {
        firstKeys.add(first);
      }
    }
    return RawRecord.sound(Long.toString(ordinal++), key, bytes);
  }

  private RawRecord broken(String key, String fault) {
    return RawRecord.broken(Long.toString(ordinal++), key, fault);
  }

  private RawRecord resync(String key, String fault) throws IOException {
    window.seek(0);
    while (window.more()) {
      byte b = window.peek();
      window.skip();
      if (b != ',') {
        continue;
      }
      window.mark();
      boolean found = isBoundary();
      window.seek(0);
      if (found) {
        return broken(key, fault);
      }
    }
    ended = true;
    return broken(key, fault + "; no row was found after it");
  }

  private boolean isBoundary() throws IOException {
    if (!window.moreAfterBlanks()) {
      return false;
    }
    if (keyed && (window.peek() != '"' || matchKey() == null || !toValue())) {
      return false;
    }
    String first = matchFirstKey();
    return first != null
        && (firstKeys.isEmpty() ? !INNER_KEYS.contains(first) : firstKeys.contains(first));
  }

  /** The first key of the object that begins here, or null if something else stands here. */
  private @Nullable String matchFirstKey() throws IOException {
    if (!window.moreAfterBlanks() || window.peek() != '{') {
      return null;
    }
    window.skip();
    return window.moreAfterBlanks() ? matchKey() : null;
  }

  private @Nullable String matchKey() throws IOException {
    if (window.peek() != '"') {
      return null;
    }
    window.skip();
    int from = window.marked();
    while (window.marked() - from <= MAX_KEY_BYTES && window.more()) {
      byte b = window.peek();
      if (b == '"') {
        int to = window.marked();
        byte[] bytes = window.copyMarked();
        window.skip();
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
      }
      if (b == '\\' || (b >= 0 && b < 0x20)) {
        return null;
      }
      window.skip();
    }
    return null;
  }

  private boolean toValue() throws IOException {
    if (!window.moreAfterBlanks() || window.peek() != ':') {
      return false;
    }
    window.skip();
    return window.moreAfterBlanks();
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
