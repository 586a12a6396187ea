package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.needle.feature.FrameFeatures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far the chosen frames are from their nearest; measured for these alone, and once. */
final class Distances {
  /** The nearest by hash, and the nearest by structure. */
  record Nearest(int hash, double structure, double colour) {
    Nearest min(Nearest other) {
      Nearest closer = structure <= other.structure ? this : other;
      return new Nearest(Math.min(hash, other.hash), closer.structure, closer.colour);
    }
  }

  private final List<FrameFeatures> features;
  private final Map<Integer, Nearest> known = new HashMap<>();

  Distances(List<FrameFeatures> features) {
    this.features = features;
  }

  Nearest nearest(int frame) {
    return known.computeIfAbsent(frame, this::measure);
  }

  private Nearest measure(int frame) {
    FrameFeatures a = features.get(frame);
    int hash = Long.SIZE;
    double structure = 255;
    double colour = 255;
    for (int i = 0; i < features.size(); i++) {
      if (i != frame) {
        FrameFeatures b = features.get(i);
        hash = Math.min(hash, a.hashDistance(b));
        double here = a.structureDistance(b);
        if (here < structure) {
          structure = here;
          colour = a.colourDistance(b);
        }
      }
    }
    return new Nearest(hash, structure, colour);
  }
}
