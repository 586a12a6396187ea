package io.github.oryxcuration.runtime.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Spreads layers of one size over devices in proportion to their room. */
final class LayerSplit {
  private LayerSplit() {}

  /**
   * How many layers each device gets: at least one, and no more than fit.
   *
   * @param room bytes that each device has for layers
   * @param layer bytes of one
   * @return empty where they do not fit so
   */
  static Optional<int[]> of(int layers, long[] room, long layer) {
    int[] counts = new int[room.length];
    for (int i = 0; i < room.length; i++) {
      if (room[i] < layer) {
        return Optional.empty();
      }
      counts[i] = 1;
    }
    for (int given = room.length; given < layers; given++) {
      OptionalInt next = next(counts, room, layer);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      counts[next.getAsInt()]++;
    }
    return room.length <= layers ? Optional.of(counts) : Optional.empty();
  }

  /** The device that has most room for each of its layers, the next one included, if it fits. */
  private static OptionalInt next(int[] counts, long[] room, long layer) {
    return IntStream.range(0, counts.length)
        .filter(i -> room[i] - (counts[i] + 1) * layer >= 0)
        .reduce(
            (i, k) ->
                (double) room[k] / (counts[k] + 1) > (double) room[i] / (counts[i] + 1) ? k : i);
  }

  /** The counts as ranges. */
  static List<LayerRange> ranges(List<DeviceRoom> devices, int[] counts) {
    List<LayerRange> ranges = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < counts.length; i++) {
      ranges.add(new LayerRange(devices.get(i).device(), first, first + counts[i]));
      first += counts[i];
    }
    return ranges;
  }
}
