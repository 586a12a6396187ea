package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.mixture.filter.Example;
import io.github.oryxcuration.mixture.filter.FilterSummary;
import io.github.oryxcuration.mixture.filter.Tally;
import io.github.oryxcuration.mixture.scored.ScoreCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the filter that wrote the set kept and lost, and what stands on both sides. */
record ChoiceView(
    String where, String verdict, List<Table> tables, List<Row> kept, List<Row> dropped) {
  /** Counts by one property of the samples. */
  record Table(String title, List<Line> lines) {}

  /** Samples that share that property. */
  record Line(
      String name,
      String kept,
      String dropped,
      String part,
      String keptTokens,
      String droppedTokens,
      String svg) {}

  /** A sample near the threshold. */
  record Row(String id, String scores, String question, String answer) {}

  static ChoiceView of(FilterSummary choice) {
    List<Table> tables = new ArrayList<>();
    choice.tables().forEach((title, rows) -> tables.add(table(title, rows)));
    long all = choice.kept() + choice.dropped();
    return new ChoiceView(
        choice.where(),
        Numbers.whole(choice.kept()) + " of " + View.counted(all, "sample") + " were kept where",
        tables,
        choice.keptExamples().stream().map(ChoiceView::row).toList(),
        choice.droppedExamples().stream().map(ChoiceView::row).toList());
  }

  private static Table table(String title, Map<String, Tally> rows) {
    long most = rows.values().stream().mapToLong(t -> t.kept() + t.dropped()).max().orElse(1);
    List<Line> lines = new ArrayList<>();
    rows.forEach(
        (name, tally) -> {
          long all = tally.kept() + tally.dropped();
          lines.add(
              new Line(
                  name,
                  Numbers.whole(tally.kept()),
                  Numbers.whole(tally.dropped()),
                  Numbers.percent(tally.kept(), all),
                  Numbers.whole(tally.keptTokens()),
                  Numbers.whole(tally.droppedTokens()),
                  Charts.askedAndGot(all, tally.kept(), most)));
        });
    String heading = title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    return new Table(heading, lines);
  }

  private static Row row(Example example) {
    String scores =
        example.scores().entrySet().stream()
            .map(score -> score.getKey() + " " + ScoreCurve.number(score.getValue()))
            .collect(Collectors.joining(", "));
    return new Row(example.id(), scores, example.question(), example.answer());
  }
}
