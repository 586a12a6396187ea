package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.answer.AnswerType;
import io.github.oryxcuration.mixture.answer.Exchange;
import io.github.oryxcuration.mixture.filter.Value.Truth;
import io.github.oryxcuration.mixture.scored.ScoreCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an expression keeps of samples: counted as they pass.
 *
 * <p>Tables are by {@code source task}, by the type of the last answer, and by the depth of the
 * needle in tenths.
 */
final class Choice {
  /** Samples that are shown of each side. */
  private static final int SHOWN = 5;

  private static final int LONGEST = 200;

  /**
   * The counts.
   *
   * @param undecided ids of the first samples that the bounds of a score don't decide
   * @param kept the ones nearest to the threshold
   * @param dropped likewise
   */
  record Counts(
      Map<String, Tally> groups,
      Map<String, Tally> answers,
      Map<String, Tally> depths,
      Map<String, ScoreCurve> scores,
      List<String> undecided,
      List<Example> kept,
      List<Example> dropped) {
    static Counts none() {
      return new Counts(
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    /** Of both. */
    Counts plus(Counts more) {
      Map<String, ScoreCurve> curves = new TreeMap<>(scores);
      more.scores.forEach(
          (name, curve) -> curves.computeIfAbsent(name, n -> ScoreCurve.empty()).add(curve));
      List<String> ids = new ArrayList<>(undecided);
      ids.addAll(more.undecided);
      return new Counts(
          Tally.plus(groups, more.groups),
          Tally.plus(answers, more.answers),
          Tally.plus(depths, more.depths),
          curves,
          first(ids),
          nearest(kept, more.kept),
          nearest(dropped, more.dropped));
    }

    Tally sum() {
      return groups.values().stream().reduce(Tally.NONE, Tally::plus);
    }

    private static List<String> first(List<String> ids) {
      return ids.stream().sorted().limit(SHOWN).toList();
    }

    private static List<Example> nearest(List<Example> a, List<Example> b) {
      List<Example> all = new ArrayList<>(a);
      all.addAll(b);
      return all.stream().sorted(Example.NEAREST).limit(SHOWN).toList();
    }
  }

  private static final String LOW = "_low";
  private static final String HIGH = "_high";

  private final Expression where;
  private final Counts counts = Counts.none();

  Choice(Expression where) {
    this.where = where;
  }

  /** The score that a name means, or bounds. */
  static String withoutBound(String name) {
    String bound = name.endsWith(LOW) ? LOW : name.endsWith(HIGH) ? HIGH : "";
    return name.substring(0, name.length() - bound.length());
  }

  static boolean hasBounds(String score, Map<String, Double> scores) {
    Double low = scores.get(score + LOW);
    Double high = scores.get(score + HIGH);
    return low != null && high != null && low <= high;
  }

  /** Scores as values: those with bounds as ranges. */
  static Map<String, Value> values(Map<String, Double> scores) {
    Map<String, Value> values = new TreeMap<>();
    scores.forEach((name, value) -> values.put(name, Value.Range.of(value)));
    scores.forEach(
        (name, low) -> {
          String of = withoutBound(name);
          if (name.endsWith(LOW) && hasBounds(of, scores)) {
            values.put(of, new Value.Range(low, scores.getOrDefault(of + HIGH, low)));
          }
        });
    return values;
  }

  /** Whether a sample is kept. */
  Truth of(Sample sample) {
    return where.of(sample, values(sample.scores()));
  }

  /** Counts a sample; returns whether it is kept. */
  boolean count(Sample sample) {
    Truth truth = of(sample);
    Tally tally = Tally.of(truth, sample.budget().totalTokens());
    List<Exchange> exchanges = Exchange.of(sample);
    Exchange last =
        exchanges.isEmpty() ? new Exchange("", "") : exchanges.get(exchanges.size() - 1);
    counts.groups.merge(sample.source() + " " + sample.task(), tally, Tally::plus);
    counts.answers.merge(AnswerType.of(last).word(), tally, Tally::plus);
    Double depth = SampleColumn.depth(sample);
    if (depth != null) {
      int tenth = (int) Math.min(9, depth * 10);
      counts.depths.merge("0." + tenth, tally, Tally::plus);
    }
    sample
        .scores()
        .forEach((name, value) -> curve(name).add(value, sample.scores().get(ScoreCurve.LABEL)));
    if (truth == Truth.UNDECIDED) {
      keep(counts.undecided, sample.id());
    }
    boolean kept = truth == Truth.TRUE;
    show(kept ? counts.kept : counts.dropped, sample, last);
    return kept;
  }

  private ScoreCurve curve(String name) {
    return counts.scores.computeIfAbsent(name, n -> ScoreCurve.empty());
  }

  private static void keep(List<String> ids, String id) {
    ids.add(id);
    ids.sort(null);
    if (ids.size() > SHOWN) {
      ids.remove(SHOWN);
    }
  }

  private void show(List<Example> shown, Sample sample, Exchange last) {
    Map<String, Double> asked = where.asked(sample);
    double distance = Double.MAX_VALUE;
    for (Expression.Threshold threshold : where.thresholds()) {
      Double value = asked.get(threshold.score());
      if (value != null) {
        distance = Math.min(distance, Math.abs(value - threshold.at()));
      }
    }
    Example example =
        new Example(
            where.thresholds().isEmpty() ? 0 : distance,
            sample.id(),
            sample.source(),
            shortened(last.question()),
            shortened(last.answer()),
            asked);
    shown.add(example);
    shown.sort(Example.NEAREST);
    if (shown.size() > SHOWN) {
      shown.remove(SHOWN);
    }
  }

  private static String shortened(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  Counts counts() {
    return counts;
  }
}
