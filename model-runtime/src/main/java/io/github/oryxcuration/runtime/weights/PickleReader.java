package io.github.oryxcuration.runtime.weights;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickle in which PyTorch describes tensors, and executes nothing: the operations, the
 * names and what is made of them are lists of their own; anything else is refused. Objects are
 * shared by reference and never printed, so nothing that refers to itself can grow.
 *
 * <p>Source: the operations of Python's {@code pickletools}, protocols 2 to 5.
 */
final class PickleReader {
  private static final int HIGHEST_PROTOCOL = 5;
  private static final int MOST_OBJECTS = 1_000_000;
  private static final int DEEPEST_MARK = 1_000;
  private static final int LONGEST_TEXT = 1 << 16;

  private final ByteBuffer in;
  private final List<Object> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private int objects;

  private PickleReader(byte[] pickle) {
    in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The object of a pickle: a {@link Pickled}, Map (keys are texts), List, String, Long, Double or
   * Boolean.
   *
   * @throws PickleException if it holds anything else than a description of tensors
   */
  static Object read(byte[] pickle) throws PickleException {
    PickleReader reader = new PickleReader(pickle);
    try {
      while (reader.step()) {
        // Each step is one operation.
      }
      return reader.pop();
    } catch (BufferUnderflowException e) {
      throw new PickleException("the pickle breaks off", e);
    }
  }

  /** Does one operation; false at the end. */
  private boolean step() throws PickleException {
    int at = in.position();
    int code = in.get() & 0xff;
    switch (code) {
      case 0x80 -> protocol(in.get() & 0xff);
      case 0x95 -> in.getLong(); // A frame's length, which only helps readers of streams.
      case '.' -> {
        return false;
      }
      case '(' -> mark();
      case '}' -> push(new LinkedHashMap<String, Object>());
      case ']' -> push(new ArrayList<>());
      case ')' -> push(new Pickled.Tuple(List.of()));
      case 't' -> push(new Pickled.Tuple(popToMark()));
      case 0x85 -> push(new Pickled.Tuple(pop(1)));
      case 0x86 -> push(new Pickled.Tuple(pop(2)));
      case 0x87 -> push(new Pickled.Tuple(pop(3)));
      case 'N' -> push(Pickled.None.NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'K' -> push((long) (in.get() & 0xff));
      case 'M' -> push((long) (in.getShort() & 0xffff));
      case 'J' -> push((long) in.getInt());
      case 0x8a -> push(number(in.get() & 0xff));
      case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
      case 'X' -> push(text(in.getInt()));
      case 0x8c -> push(text(in.get() & 0xff));
      case 'q' -> remember(in.get() & 0xff);
      case 'r' -> remember(in.getInt());
      case 0x94 -> remember(memo.size());
      case 'h' -> push(recall(in.get() & 0xff));
      case 'j' -> push(recall(in.getInt()));
      case 'c' -> push(name(line(), line()));
      case 0x93 -> {
        List<Object> names = pop(2);
        push(name(PickleObjects.text(names.get(0)), PickleObjects.text(names.get(1))));
      }
      case 'Q' -> push(PickleObjects.storage(pop()));
      case 'R' -> {
        List<Object> call = pop(2);
        push(PickleObjects.made(call.get(0), call.get(1)));
      }
      case 'b' -> PickleObjects.checkState(pop(), peek());
      case 's' -> PickleObjects.put(pop(2), peek());
      case 'u' -> PickleObjects.put(popToMark(), peek());
      case 'a' -> PickleObjects.add(pop(1), peek());
      case 'e' -> PickleObjects.add(popToMark(), peek());
      default ->
          throw new PickleException(
              "operation 0x"
                  + Integer.toHexString(code)
                  + " at byte "
                  + at
                  + " is not allowed in a file of weights");
    }
    return true;
  }

  private static void protocol(int version) throws PickleException {
    if (version < 2 || version > HIGHEST_PROTOCOL) {
      throw new PickleException("pickle protocol " + version + "; allowed are 2 to 5");
    }
  }

  private void push(Object value) throws PickleException {
    // Counts what was ever made: that bounds the stack, and time and memory with it.
    if (++objects > MOST_OBJECTS) {
      throw new PickleException("more than " + MOST_OBJECTS + " objects");
    }
    stack.add(value);
  }

  private void mark() throws PickleException {
    if (marks.size() == DEEPEST_MARK) {
      throw new PickleException("objects nested deeper than " + DEEPEST_MARK);
    }
    marks.add(stack.size());
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
  }

  private Object pop() throws PickleException {
    return pop(1).get(0);
  }

  private List<Object> pop(int count) throws PickleException {
    int from = stack.size() - count;
    if (from < floor()) {
      throw new PickleException("an operation lacks its operands at byte " + in.position());
    }
    List<Object> top = stack.subList(from, stack.size());
    List<Object> values = new ArrayList<>(top);
    top.clear();
    return values;
  }

  private List<Object> popToMark() throws PickleException {
    if (marks.isEmpty()) {
      throw new PickleException("an operation lacks its mark at byte " + in.position());
    }
    List<Object> values = pop(stack.size() - floor());
    marks.remove(marks.size() - 1);
    return values;
  }

  private Object peek() throws PickleException {
    if (stack.size() <= floor()) {
      throw new PickleException("an operation lacks its operands at byte " + in.position());
    }
    return stack.get(stack.size() - 1);
  }

  private void remember(int place) throws PickleException {
    if (place < 0 || memo.size() == MOST_OBJECTS) {
      throw new PickleException("more than " + MOST_OBJECTS + " objects to remember");
    }
    memo.put(place, peek());
  }

  private Object recall(int place) throws PickleException {
    Object value = memo.get(place);
    if (value == null) {
      throw new PickleException("nothing was remembered at place " + place);
    }
    return value;
  }

  /** A little-endian number in two's complement of so many bytes. */
  private long number(int bytes) throws PickleException {
    if (bytes > Long.BYTES) {
      throw new PickleException("a number of " + bytes + " bytes; at most 8 are allowed");
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (in.get() & 0xffL) << (8 * i);
    }
    int unused = 64 - 8 * bytes;
    return bytes == 0 ? 0 : value << unused >> unused;
  }

  private String text(int length) throws PickleException {
    if (length < 0 || length > LONGEST_TEXT) {
      throw new PickleException(
          "a text of " + Integer.toUnsignedString(length) + " bytes; at most 65536 are allowed");
    }
    byte[] utf8 = new byte[length];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private String line() throws PickleException {
    StringBuilder line = new StringBuilder();
    for (byte next = in.get(); next != '\n'; next = in.get()) {
      if (line.length() == LONGEST_TEXT) {
        throw new PickleException("a name longer than 65536 bytes");
      }
      line.append((char) (next & 0xff));
    }
    return line.toString();
  }

  private static Pickled.Name name(String module, String name) throws PickleException {
    Pickled.Name found = new Pickled.Name(module, name);
    if (!PickleNames.allowed(found.full())) {
      throw new PickleException(
          "the pickle wants '"
              + Found.shortened(found.full())
              + "', which no file of weights needs: the file is not trusted, and was not executed");
    }
    return found;
  }
}
