package io.github.oryxcuration.mixture.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** How the needles of a source are spread over task, length and depth. */
final class NeedleCounts {
  private static final int BINS = 10;
  private static final List<Integer> LENGTHS = List.of(64, 128, 192, 256, 400, 800, 1600);

  private final TreeMap<String, TreeMap<Integer, long[]>> counts = new TreeMap<>();

  void add(Sample sample) {
    Needle needle = sample.needle();
    int frames = sample.frames().size();
    if (needle == null || frames == 0 || needle.idx().isEmpty()) {
      return;
    }
    int bin = Math.min(BINS - 1, Math.max(0, (int) (depth(needle, frames) * BINS)));
    int length = LENGTHS.stream().filter(most -> frames <= most).findFirst().orElse(0);
    counts.computeIfAbsent(needle.type(), type -> new TreeMap<>())
        .computeIfAbsent(length == 0 ? Integer.MAX_VALUE : length, l -> new long[BINS])[bin]++;
  }

  /** As its maker says, which knows at which of two frames it is counted; else of the first. */
  private static double depth(Needle needle, int frames) {
    if (!needle.about().isEmpty()) {
      JsonNode said = Json.read(needle.about(), JsonNode.class).path("depth");
      if (said.isNumber()) {
        return said.doubleValue();
      }
    }
    return frames < 2 ? 0 : needle.idx().get(0) / (double) (frames - 1);
  }

  List<Summary.NeedleRow> rows() {
    List<Summary.NeedleRow> rows = new ArrayList<>();
    counts.forEach(
        (task, lengths) ->
            lengths.forEach(
                (most, depths) ->
                    rows.add(
                        new Summary.NeedleRow(
                            task, words(most), Arrays.stream(depths).boxed().toList()))));
    return rows;
  }

  private static String words(int most) {
    return most == Integer.MAX_VALUE ? "over " + LENGTHS.get(LENGTHS.size() - 1) : "up to " + most;
  }
}
