package io.github.oryxcuration.core.sample;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a row of an earlier set keeps when it is written again, besides what every candidate has.
 *
 * @param frames one per picture, in the order of the sample
 * @param budget of the earlier sample
 * @param provenance of the earlier sample
 */
public record Carried(
    List<Place> frames,
    List<Mark> marks,
    Map<String, Double> scores,
    Budget budget,
    Provenance provenance) {
  public Carried {
    frames = List.copyOf(frames);
    marks = List.copyOf(marks);
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    requireNonNull(budget, "budget");
    requireNonNull(provenance, "provenance");
  }

  public static Carried of(Sample sample) {
    return new Carried(
        sample.frames().stream().map(Place::of).toList(),
        sample.marks(),
        sample.scores(),
        sample.budget(),
        sample.provenance());
  }

  /** A {@link Frame} without its picture. */
  public record Place(String path, long index, double seconds, int width, int height) {
    public Place {
      requireNonNull(path, "path");
    }

    static Place of(Frame frame) {
      return new Place(frame.path(), frame.index(), frame.seconds(), frame.width(), frame.height());
    }
  }
}
