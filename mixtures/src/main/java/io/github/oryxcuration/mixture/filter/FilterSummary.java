package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.scored.ScoreCurve;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an expression keeps of a set, to be shown before anything is written. */
public final class FilterSummary {
  private static final int POINTS = 10;

  private final String where;
  private final Choice.Counts counts;

  FilterSummary(String where, Choice.Counts counts) {
    this.where = where;
    this.counts = counts;
  }

  private static final String FILE = "plan/choice.json";

  private record Stored(String where, Choice.Counts counts) {}

  /** What the filter that wrote a set kept and dropped, or null where no filter wrote it. */
  public static @Nullable FilterSummary read(String folder) throws IOException {
    try {
      Stored stored = Json.read(Storage.readAll(Storage.child(folder, FILE)), Stored.class);
      return new FilterSummary(stored.where, stored.counts);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  void write(String folder) throws IOException {
    Storage.commitText(Storage.child(folder, FILE), Json.write(new Stored(where, counts)));
  }

  /** The condition. */
  public String where() {
    return where;
  }

  /** What is kept and dropped, by title and then by row: what a set loses. */
  public Map<String, Map<String, Tally>> tables() {
    Map<String, Map<String, Tally>> tables = new LinkedHashMap<>();
    tables.put("source and task", counts.groups());
    tables.put("answers", counts.answers());
    tables.put("depth of the needle", counts.depths());
    tables.values().removeIf(Map::isEmpty);
    return tables;
  }

  /** The kept samples that are nearest to the threshold. */
  public List<Example> keptExamples() {
    return counts.kept();
  }

  /** The dropped samples that are nearest to it. */
  public List<Example> droppedExamples() {
    return counts.dropped();
  }

  /** Samples that are kept. */
  public long kept() {
    return counts.sum().kept();
  }

  /** Samples that are not. */
  public long dropped() {
    return counts.sum().dropped();
  }

  /** For machines. */
  public Map<String, Object> json() {
    Map<String, Object> json = new TreeMap<>();
    json.put("where", where);
    json.put("all", counts.sum());
    json.put("groups", counts.groups());
    json.put("answers", counts.answers());
    json.put("depths", counts.depths());
    json.put("keptNearest", counts.kept());
    json.put("droppedNearest", counts.dropped());
    Map<String, List<ScoreCurve.Point>> thresholds = new TreeMap<>();
    counts
        .scores()
        .forEach(
            (name, curve) ->
                thresholds.put(name, curve.points(2 * POINTS, ScoreCurve.Side.of(name))));
    json.put("thresholds", thresholds);
    return json;
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    tables().forEach((title, rows) -> table(text, title, rows));
    curves(text);
    examples(text, "Kept, nearest to the threshold", counts.kept());
    examples(text, "Dropped, nearest to the threshold", counts.dropped());
    Tally sum = counts.sum();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d of %,d samples hold: %s%n",
            sum.kept(),
            sum.kept() + sum.dropped(),
            where));
    if (sum.missing() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%,d of the dropped have no value in a column of the condition%n",
              sum.missing()));
    }
    return text.toString();
  }

  private static void table(StringBuilder text, String title, Map<String, Tally> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int width = title.length();
    for (String name : rows.keySet()) {
      width = Math.max(width, name.length());
    }
    String line = "%-" + width + "s  %10s  %10s  %6s  %14s  %14s%n";
    text.append(
        String.format(
            Locale.ROOT, line, title, "kept", "dropped", "kept %", "tokens kept", "tokens lost"));
    Map<String, Tally> all = new TreeMap<>(rows);
    for (Map.Entry<String, Tally> row : all.entrySet()) {
      Tally tally = row.getValue();
      text.append(
          String.format(
              Locale.ROOT,
              line,
              row.getKey(),
              String.format(Locale.ROOT, "%,d", tally.kept()),
              String.format(Locale.ROOT, "%,d", tally.dropped()),
              String.format(
                  Locale.ROOT, "%.1f", 100.0 * tally.kept() / (tally.kept() + tally.dropped())),
              String.format(Locale.ROOT, "%,d", tally.keptTokens()),
              String.format(Locale.ROOT, "%,d", tally.droppedTokens())));
    }
    text.append('\n');
  }

  /** The threshold chooser: what each threshold would keep. */
  private void curves(StringBuilder text) {
    List<String> constants = new ArrayList<>();
    counts
        .scores()
        .forEach(
            (name, curve) -> {
              if (!ScoreCurve.isChoice(name)) {
                return;
              }
              if (curve.isConstant()) {
                curve.all().keySet().forEach(v -> constants.add(name + " " + ScoreCurve.number(v)));
                return;
              }
              text.append(
                  curve.points(POINTS, ScoreCurve.Side.of(name)).stream()
                      .map(point -> threshold(name, point))
                      .collect(Collectors.joining(", ", "", "\n\n")));
            });
    if (!constants.isEmpty()) {
      text.append("The same for every sample that has it: ");
      text.append(String.join(", ", constants)).append("\n\n");
    }
  }

  private static String threshold(String name, ScoreCurve.Point point) {
    String cell =
        String.format(Locale.ROOT, "%s keeps %.1f %%", point.condition(name), 100 * point.kept());
    return point.precision() == null || point.recall() == null
        ? cell
        : cell
            + String.format(
                Locale.ROOT, " (precision %.3f, recall %.3f)", point.precision(), point.recall());
  }

  private static void examples(StringBuilder text, String title, List<Example> examples) {
    if (examples.isEmpty()) {
      return;
    }
    text.append(title).append('\n');
    for (Example example : examples) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s  %s  %s -> %s%n",
              example.id(),
              shortened(example.scores()),
              example.question(),
              example.answer()));
    }
    text.append('\n');
  }

  /** With four digits that count. */
  private static Map<String, Number> shortened(Map<String, Double> scores) {
    Map<String, Number> shown = new TreeMap<>();
    scores.forEach(
        (name, score) ->
            shown.put(
                name,
                Double.isFinite(score)
                    ? new BigDecimal(score).round(new MathContext(4)).doubleValue()
                    : score));
    return shown;
  }
}
