package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the marks of a built set with what is known of its scans. Scenes whose samples share
 * views and marks are counted once.
 */
public final class SetEvaluation {
  private static final Pattern PADDED = Pattern.compile("padded-(\\d+)x(\\d+)-to-(\\d+)x(\\d+)");

  /**
   * What was found.
   *
   * @param scenes by the name of the scan, with a number behind it where its marks differ
   * @param skipped why a scene could not be compared
   */
  public record Result(
      SortedMap<String, MarkScores> scenes, SortedMap<String, String> skipped, MarkScores all) {}

  private final String truth;
  private final double leastArea;
  private final Set<Integer> ignored;
  private final MarkEvaluation all = new MarkEvaluation();
  private final SortedMap<String, MarkScores> scenes = new TreeMap<>();
  private final SortedMap<String, String> skipped = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * An evaluation.
   *
   * @param truth the ScanNet root
   * @param leastArea of an instance in a view, as a share of it, to count as visible
   * @param ignored instances that count neither way: ids that stand mostly on one, and the views of
   *     it, are left out
   */
  private SetEvaluation(String truth, double leastArea, Set<Integer> ignored) {
    this.truth = truth;
    this.leastArea = leastArea;
    this.ignored = Set.copyOf(ignored);
  }

  /** Evaluates all shards of a set. */
  public static Result of(String folder, String truth, double leastArea, Set<Integer> ignored)
      throws IOException {
    SetEvaluation evaluation = new SetEvaluation(truth, leastArea, ignored);
    for (Storage.Entry shard : Storage.glob(Storage.child(folder, "data/*.parquet"))) {
      try (ShardReader samples = ShardReader.openLight(shard.path())) {
        while (samples.hasNext()) {
          evaluation.add(samples.next());
        }
      }
    }
    return new Result(evaluation.scenes, evaluation.skipped, evaluation.all.scores());
  }

  private void add(Sample sample) throws IOException {
    if (sample.marks().isEmpty()) {
      return;
    }
    List<Long> frames = sample.frames().stream().map(Frame::index).toList();
    String scan = scan(sample);
    if (!seen.add(scan + frames + sample.marks())) {
      return;
    }
    String name = scan;
    for (int i = 2; scenes.containsKey(name) || skipped.containsKey(name); i++) {
      name = scan + "#" + i;
    }
    try {
      List<LabelMap> maps = SceneTruth.maps(truth, scan, frames);
      MarkEvaluation own = new MarkEvaluation();
      List<MarkEvaluation.Drawn> drawn = new ArrayList<>();
      for (Mark mark : sample.marks()) {
        drawn.add(
            new MarkEvaluation.Drawn(
                mark.id(), mark.view(), at(sample, mark, maps.get(mark.view()))));
      }
      drawn.removeAll(ofIgnored(drawn));
      List<Map<Integer, Integer>> visible = maps.stream().map(this::visible).toList();
      own.add(drawn, visible);
      all.add(drawn, visible);
      scenes.put(name, own.scores());
    } catch (CurationException e) {
      skipped.put(name, e.reason() + ": " + e.explanation());
    }
  }

  /** All marks of ids that stand mostly on an ignored instance. */
  private List<MarkEvaluation.Drawn> ofIgnored(List<MarkEvaluation.Drawn> drawn) {
    Map<Integer, Map<Integer, Integer>> hits = new TreeMap<>();
    for (MarkEvaluation.Drawn mark : drawn) {
      if (mark.instance() != 0) {
        hits.computeIfAbsent(mark.id(), k -> new TreeMap<>())
            .merge(mark.instance(), 1, Integer::sum);
      }
    }
    Set<Integer> ids = new HashSet<>();
    hits.forEach(
        (id, on) ->
            on.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> ignored.contains(most.getKey()))
                .ifPresent(most -> ids.add(id)));
    return drawn.stream().filter(mark -> ids.contains(mark.id())).toList();
  }

  /** What a mark stands on. */
  private static int at(Sample sample, Mark mark, LabelMap map) {
    Frame frame = sample.frames().get(mark.view());
    int left = 0;
    int top = 0;
    int width = frame.width();
    int height = frame.height();
    for (String step : sample.provenance().steps()) {
      Matcher padded = PADDED.matcher(step);
      if (padded.matches()) {
        width = Integer.parseInt(padded.group(1));
        height = Integer.parseInt(padded.group(2));
        left = (frame.width() - width) / 2;
        top = (frame.height() - height) / 2;
      }
    }
    int x = (int) Math.floor((mark.x() + 0.5 - left) / width * map.width());
    int y = (int) Math.floor((mark.y() + 0.5 - top) / height * map.height());
    boolean inside = x >= 0 && y >= 0 && x < map.width() && y < map.height();
    return inside ? map.id(x, y) : 0;
  }

  private Map<Integer, Integer> visible(LabelMap map) {
    Map<Integer, Integer> visible = new TreeMap<>(map.areas());
    visible
        .entrySet()
        .removeIf(
            e ->
                e.getValue() < leastArea * map.width() * map.height()
                    || ignored.contains(e.getKey()));
    return visible;
  }

  /** Provenance names the medium as {@code path#scan}. */
  private static String scan(Sample sample) {
    String path =
        sample.provenance().media().isEmpty() ? "" : sample.provenance().media().get(0).path();
    int hash = path.lastIndexOf('#');
    if (hash < 0) {
      throw new CurationException(
          Reason.MALFORMED_ROW, sample.id() + ": its provenance names no scan, but '" + path + "'");
    }
    return path.substring(hash + 1);
  }
}
