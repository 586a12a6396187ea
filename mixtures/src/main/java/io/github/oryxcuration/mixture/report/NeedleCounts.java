package io.github.oryxcuration.mixture.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
    JsonNode said =
        needle.about().isEmpty()
            ? MissingNode.getInstance()
            : Json.read(needle.about(), JsonNode.class);
    double depth = said.path("depth").asDouble(depth(needle, frames));
    int bin = Math.min(BINS - 1, Math.max(0, (int) (depth * BINS)));
    int length = LENGTHS.stream().filter(most -> frames <= most).findFirst().orElse(0);
    // The trainer reads an inserted picture as one to describe; its maker knows better.
    String task = said.at("/offer/task").asText(needle.type());
    counts.computeIfAbsent(task, t -> new TreeMap<>())
        .computeIfAbsent(length == 0 ? Integer.MAX_VALUE : length, l -> new long[BINS])[bin]++;
  }

  /** Of the first asked frame; the maker of a pair knows at which of both it is counted. */
  private static double depth(Needle needle, int frames) {
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
