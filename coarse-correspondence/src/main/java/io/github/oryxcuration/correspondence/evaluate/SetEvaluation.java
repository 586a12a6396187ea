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
  private final List<JudgedScene> judged = new ArrayList<>();

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
  public static SetEvaluation of(
      String folder, String truth, double leastArea, Set<Integer> ignored) throws IOException {
    SetEvaluation evaluation = new SetEvaluation(truth, leastArea, ignored);
    for (Storage.Entry shard : Storage.glob(Storage.child(folder, "data/*.parquet"))) {
      try (ShardReader samples = ShardReader.openLight(shard.path())) {
        for (long row = 0; samples.hasNext(); row++) {
          evaluation.add(samples.next(), shard.path(), row);
        }
      }
    }
    return evaluation;
  }

  /** All figures. */
  public Result result() {
    return new Result(scenes, skipped, all.scores());
  }

  /**
   * A page with all figures and the views of some scenes.
   *
   * @param name of the set, for people
   */
  public String page(String name) throws IOException {
    return new MarkPage(name, result(), judged).html();
  }

  private void add(Sample sample, String shard, long row) throws IOException {
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
      Set<Integer> left = ofIgnored(drawn);
      List<Mark> marks = sample.marks().stream().filter(m -> !left.contains(m.id())).toList();
      drawn.removeIf(mark -> left.contains(mark.id()));
      List<Map<Integer, Integer>> visible = maps.stream().map(this::visible).toList();
      List<Boolean> verdicts = own.add(drawn, visible);
      all.add(drawn, visible);
      scenes.put(name, own.scores());
      List<JudgedScene.Judged> judgedMarks = new ArrayList<>();
      for (int i = 0; i < marks.size(); i++) {
        judgedMarks.add(
            new JudgedScene.Judged(marks.get(i), verdicts.get(i), drawn.get(i).instance()));
      }
      boolean stamped =
          sample.provenance().steps().stream().anyMatch(step -> step.startsWith("stamped-"));
      judged.add(new JudgedScene(name, own.scores(), shard, row, frames, judgedMarks, stamped));
    } catch (CurationException e) {
      skipped.put(name, e.reason() + ": " + e.explanation());
    }
  }

  /** Ids that stand mostly on an ignored instance. */
  private Set<Integer> ofIgnored(List<MarkEvaluation.Drawn> drawn) {
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
    return ids;
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
