package io.github.oryxcuration.correspondence.scene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head of a PLY file: which elements follow, and what their properties are. */
record PlyHeader(Format format, List<Element> elements, int end) {
  private static final int MAX_HEAD = 1 << 16;

  /** How numbers are written. */
  enum Format {
    ASCII,
    LITTLE,
    BIG
  }

  /** A kind of number. */
  enum Kind {
    CHAR(1),
    UCHAR(1),
    SHORT(2),
    USHORT(2),
    INT(4),
    UINT(4),
    FLOAT(4),
    DOUBLE(8);

    final int bytes;

    Kind(int bytes) {
      this.bytes = bytes;
    }

    static @Nullable Kind of(String word) {
      return switch (word) {
        case "char", "int8" -> CHAR;
        case "uchar", "uint8" -> UCHAR;
        case "short", "int16" -> SHORT;
        case "ushort", "uint16" -> USHORT;
        case "int", "int32" -> INT;
        case "uint", "uint32" -> UINT;
        case "float", "float32" -> FLOAT;
        case "double", "float64" -> DOUBLE;
        default -> null;
      };
    }
  }

  /**
   * @param count the kind of the number of a list's entries, or null for a single number
   */
  record Property(String name, Kind kind, @Nullable Kind count) {}

  record Element(String name, long count, List<Property> properties) {
    /** Bytes that one takes at least. */
    long leastBytes(Format format) {
      if (format == Format.ASCII) {
        return Math.max(1, 2L * properties.size() - 1);
      }
      return properties.stream()
          .mapToLong(p -> p.count() == null ? p.kind().bytes : p.count().bytes)
          .sum();
    }
  }

  static PlyHeader read(byte[] ply) {
    int limit = Math.min(ply.length, MAX_HEAD);
    String head = new String(ply, 0, limit, ISO_8859_1);
    int last = head.indexOf("end_header");
    int newline = last < 0 ? -1 : head.indexOf('\n', last);
    if (!head.startsWith("ply") || newline < 0) {
      throw unreadable("is no PLY file: it has no head from 'ply' to 'end_header'");
    }
    Format format = null;
    List<Element> elements = new ArrayList<>();
    for (String line : head.substring(0, last).split("\r?\n|\r", -1)) {
      String[] words = line.strip().split("\\s+", -1);
      switch (words[0]) {
        case "format" -> format = format(words);
        case "element" -> elements.add(element(words));
        case "property" -> {
          if (elements.isEmpty()) {
            throw unreadable("has a property before any element");
          }
          elements.get(elements.size() - 1).properties().add(property(words));
        }
        default -> {} // ply, comment, obj_info
      }
    }
    if (format == null) {
      throw unreadable("does not say its format");
    }
    return new PlyHeader(format, elements, newline + 1);
  }

  private static Format format(String[] words) {
    return switch (words.length > 1 ? words[1] : "") {
      case "ascii" -> Format.ASCII;
      case "binary_little_endian" -> Format.LITTLE;
      case "binary_big_endian" -> Format.BIG;
      default -> throw unreadable("has a format that PLY does not have");
    };
  }

  private static Element element(String[] words) {
    try {
      long count = Long.parseLong(words.length > 2 ? words[2] : "");
      if (count >= 0 && count < Integer.MAX_VALUE / 3) {
        return new Element(words[1], count, new ArrayList<>());
      }
    } catch (NumberFormatException e) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE, "has an element without a number of them", e);
    }
    throw unreadable("has an element of an impossible number");
  }

  private static Property property(String[] words) {
    boolean list = words.length == 5 && words[1].equals("list");
    Kind kind = words.length < 3 ? null : Kind.of(list ? words[3] : words[1]);
    Kind count = list ? Kind.of(words[2]) : null;
    if (kind == null
        || (!list && words.length != 3)
        || (list && (count == null || count == Kind.FLOAT || count == Kind.DOUBLE))) {
      throw unreadable("has a property that PLY does not have: " + shown(String.join(" ", words)));
    }
    return new Property(words[words.length - 1], kind, count);
  }

  private static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private static CurationException unreadable(String what) {
    return new CurationException(Reason.MEDIA_UNREADABLE, what);
  }
}
