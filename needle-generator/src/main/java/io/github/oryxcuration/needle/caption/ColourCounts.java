package io.github.oryxcuration.needle.caption;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How many pixels have each colour. */
final class ColourCounts {
  private static final int MOST = 3;

  private final Map<Colour, int[]> counts = new EnumMap<>(Colour.class);

  ColourCounts() {
    for (Colour colour : Colour.values()) {
      counts.put(colour, new int[1]);
    }
  }

  void add(Colour colour) {
    Objects.requireNonNull(counts.get(colour))[0]++;
  }

  private int count(Colour colour) {
    return Objects.requireNonNull(counts.get(colour))[0];
  }

  /** The most frequent; of equal ones the first of the enumeration. */
  Colour most() {
    Colour most = Colour.BLACK;
    for (Colour colour : Colour.values()) {
      most = count(colour) > count(most) ? colour : most;
    }
    return most;
  }

  /** At most three words of colours with so many pixels, the most frequent first. */
  List<String> atLeast(double pixels) {
    List<Colour> found = new ArrayList<>();
    for (Colour colour : Colour.values()) {
      if (count(colour) >= pixels) {
        found.add(colour);
      }
    }
    found.sort((a, b) -> Integer.compare(count(b), count(a)));
    return found.stream().limit(MOST).map(Colour::word).toList();
  }
}
