package io.github.oryxcuration.runtime.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file: eight bytes of length, a JSON object of tensors, then their
 * data back to back. Only the header is read.
 *
 * <p>Source: the format section of huggingface/safetensors. Checked as there: a header of at most
 * 100 MB, types and shapes that fill their bytes exactly, no overlap, no gap, no byte left over.
 */
final class SafetensorsFile {
  private static final int LENGTH_BYTES = 8;
  private static final int LONGEST_HEADER = 100_000_000;
  private static final int MOST_TENSORS = 100_000;
  private static final int MOST_SIDES = 16;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** One entry as the header states it; offsets count from the end of the header. */
  private record Entry(String name, String type, List<Long> shape, long begin, long end) {}

  private final Path file;
  private final List<Entry> entries = new ArrayList<>();

  private SafetensorsFile(Path file) {
    this.file = file;
  }

  static List<Found> read(Path file) {
    SafetensorsFile reader = new SafetensorsFile(file);
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      int header = reader.headerLength(channel, size);
      reader.parse(FileRange.read(channel, LENGTH_BYTES, header).array());
      return reader.place((long) LENGTH_BYTES + header, size);
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private int headerLength(FileChannel channel, long size) throws IOException {
    if (size < LENGTH_BYTES + 2) {
      throw fault("is no safetensors file: it has " + size + " bytes");
    }
    ByteBuffer start = FileRange.read(channel, 0, LENGTH_BYTES + 1);
    long length = start.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    if (start.get(LENGTH_BYTES) != '{' || length < 2) {
      throw fault("is no safetensors file: its header of " + length + " bytes is no JSON object");
    }
    if (length > size - LENGTH_BYTES) {
      throw fault(
          "breaks off: a header of "
              + Long.toUnsignedString(length)
              + " bytes is announced, but only "
              + (size - LENGTH_BYTES)
              + " follow; fetch the file again");
    }
    if (length > LONGEST_HEADER) {
      throw fault("its header has " + length + " bytes; at most " + LONGEST_HEADER + " are read");
    }
    return (int) length;
  }

  private void parse(byte[] header) throws IOException {
    try (JsonParser json = JSON.createParser(header)) {
      expect(json.nextToken(), JsonToken.START_OBJECT, "the header");
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("__metadata__")) {
          expect(value, JsonToken.START_OBJECT, name);
          json.skipChildren();
        } else if (entries.size() == MOST_TENSORS) {
          throw fault("has more than " + MOST_TENSORS + " tensors");
        } else {
          expect(value, JsonToken.START_OBJECT, name);
          entries.add(entry(name, json));
        }
      }
      if (json.nextToken() != null) {
        throw fault("its header goes on after the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new ModelException(file + ": its header is no valid JSON: " + JsonFiles.located(e), e);
    }
  }

  private Entry entry(String name, JsonParser json) throws IOException {
    String type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      switch (key) {
        case "dtype" -> {
          expect(value, JsonToken.VALUE_STRING, name + ".dtype");
          type = json.getText();
        }
        case "shape" -> shape = numbers(name + ".shape", json);
        case "data_offsets" -> offsets = numbers(name + ".data_offsets", json);
        default ->
            throw fault(
                name + " has a key '" + key + "'; allowed are dtype, shape and data_offsets");
      }
    }
    if (type == null || shape == null || offsets == null) {
      throw fault(name + " lacks one of dtype, shape and data_offsets");
    }
    if (offsets.size() != 2) {
      throw fault(name + ".data_offsets must be two numbers, but has " + offsets.size());
    }
    return new Entry(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private List<Long> numbers(String what, JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, what);
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
      long number = whole(json);
      if (number < 0) {
        throw fault(what + " must hold whole numbers from 0, but holds " + shortened(json));
      }
      if (numbers.size() == MOST_SIDES) {
        throw fault(what + " has more than " + MOST_SIDES + " numbers");
      }
      numbers.add(number);
    }
    return numbers;
  }

  /** The number, or -1 where it is out of range. */
  private static long whole(JsonParser json) throws IOException {
    return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : json.getLongValue();
  }

  private static String shortened(JsonParser json) throws IOException {
    String text = json.getText();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private void expect(@Nullable JsonToken found, JsonToken wanted, String what) {
    if (found != wanted) {
      throw fault(what + " must be " + word(wanted) + ", but is " + word(found));
    }
  }

  private static String word(@Nullable JsonToken token) {
    if (token == null) {
      return "missing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a fraction";
      case VALUE_NULL -> "null";
      default -> "something else";
    };
  }

  /**
   * The tensors, in the order of their data, which must fill the file from the header to its end.
   */
  private List<Found> place(long start, long size) {
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    List<Found> found = new ArrayList<>(entries.size());
    long end = 0;
    for (Entry entry : entries) {
      if (entry.end < entry.begin || entry.end > size - start) {
        throw fault(
            entry.name
                + " lies at bytes "
                + entry.begin
                + " to "
                + entry.end
                + " of the data, of which there are "
                + (size - start)
                + "; fetch the file again");
      }
      if (entry.begin != end) {
        throw fault(
            entry.name
                + " starts at byte "
                + entry.begin
                + " of the data, but the one before it ends at "
                + end
                + ": tensors must not overlap or leave gaps");
      }
      end = entry.end;
      found.add(found(entry, start));
    }
    if (end != size - start) {
      throw fault("its tensors end at byte " + end + " of the data, which has " + (size - start));
    }
    return found;
  }

  private Found found(Entry entry, long start) {
    Integer size = TypeSizes.BYTES.get(entry.type);
    if (size == null) {
      throw fault(entry.name + " has the unknown type '" + Found.shortened(entry.type) + "'");
    }
    long elements = Shapes.elements(entry.shape);
    if (elements < 0
        || elements > Long.MAX_VALUE / size
        || elements * size != entry.end - entry.begin) {
      throw fault(
          entry.name
              + " of type "
              + entry.type
              + " and shape "
              + entry.shape
              + " does not fill its "
              + (entry.end - entry.begin)
              + " bytes");
    }
    return new Found(entry.name, entry.type, entry.shape, file, start + entry.begin);
  }

  private ModelException fault(String what) {
    return new ModelException(file + ": " + what);
  }
}
