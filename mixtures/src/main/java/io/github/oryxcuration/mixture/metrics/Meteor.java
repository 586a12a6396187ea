package io.github.oryxcuration.mixture.metrics;

import io.github.oryxcuration.mixture.metrics.MeteorMatches.Match;
import io.github.oryxcuration.mixture.metrics.MeteorMatches.Module;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * METEOR 1.5 for English (Denkowski and Lavie 2014), task {@code rank}, as the COCO caption
 * evaluation calls it. Synonyms come from WordNet 3.0. The released paraphrase table is not
 * published where this toolkit could fetch it: without one, scores lie a little below those of the
 * whole program.
 */
public final class Meteor {
  private static final double ALPHA = 0.85;
  private static final double BETA = 0.2;
  private static final double GAMMA = 0.6;
  private static final double DELTA = 0.75;

  /** The words that METEOR calls function words: frequent ones, and punctuation. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          ("the , . to of and a in that for \" is on 's it with was as said at he by be from have has"
                  + " are his but an this not i will \u2019 they ) -rrb- ( -lrb- who their had we"
                  + " which were been more or s its would about new one after you : also up when"
                  + " there than $ all out her people she year two - can if last first \u201C over"
                  + " other \u201D into some what so -- no time years could ? 't \u2014 '")
              .split(" ", -1));

  /**
   * What words are matched by, beside being equal.
   *
   * @param paraphrases {@link Paraphrases#NONE} without a table
   */
  public record Resources(boolean stems, boolean synonyms, Paraphrases paraphrases) {
    /** All that comes with the toolkit. */
    public static final Resources DEFAULT = new Resources(true, true, Paraphrases.NONE);
  }

  /**
   * What a score is computed from; those of several items add up to the corpus's. In the order of
   * the reference program: words and function words of hypothesis and reference; for each module
   * the matched content words of both, then the function words of both; chunks; all matched words
   * of both.
   */
  public record Statistics(List<Long> values) {
    private static final int CHUNKS = 20;

    /** Of no item. */
    public static final Statistics NONE = new Statistics(Collections.nCopies(23, 0L));

    public Statistics {
      values = List.copyOf(values);
      if (values.size() != 23) {
        throw new IllegalArgumentException("values must be 23, but were " + values.size());
      }
    }

    /** Both; of an item that matches wholly and in one piece, the chunk is not counted. */
    public Statistics plus(Statistics item) {
      List<Long> sum = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        sum.add(values.get(i) + (i == CHUNKS && item.isWhole() ? 0 : item.values.get(i)));
      }
      return new Statistics(sum);
    }

    private boolean isWhole() {
      return values.get(21).equals(values.get(0))
          && values.get(22).equals(values.get(1))
          && values.get(CHUNKS) == 1;
    }

    /** The score, in [0, 1]. */
    public double score() {
      double precision = matched(0) / length(0);
      double recall = matched(1) / length(1);
      double mean = 1 / ((1 - ALPHA) / precision + ALPHA / recall);
      double pieces = values.get(CHUNKS) / ((values.get(21) + values.get(22)) / 2.0);
      double fragmentation = isWhole() ? 0 : pieces;
      double score = mean * (1 - GAMMA * Math.pow(fragmentation, BETA));
      return Double.isNaN(score) ? 0 : Math.max(score, 0);
    }

    /** Weighted length of the hypothesis (0) or the reference (1). */
    private double length(int side) {
      long function = values.get(2 + side);
      return DELTA * (values.get(side) - function) + (1 - DELTA) * function;
    }

    private double matched(int side) {
      double sum = 0;
      for (Module module : Module.values()) {
        sum += values.get(module.at + side) * module.weight * DELTA;
      }
      for (Module module : Module.values()) {
        sum += values.get(module.at + 2 + side) * module.weight * (1 - DELTA);
      }
      return sum;
    }
  }

  private final Resources resources;

  /** METEOR with these resources; safe for threads. */
  public Meteor(Resources resources) {
    this.resources = resources;
  }

  /**
   * The statistics against the reference that scores best, the first of several.
   *
   * @param references at least one, tokens joined by blanks
   */
  public Statistics of(List<String> references, String hypothesis) {
    List<String> words = MeteorText.words(hypothesis.replace("|||", "").replace("  ", " "));
    Statistics best = Statistics.NONE;
    double score = -1;
    for (String reference : references) {
      Statistics statistics = of(words, MeteorText.words(reference));
      if (statistics.score() > score) {
        best = statistics;
        score = statistics.score();
      }
    }
    return best;
  }

  private Statistics of(List<String> hypothesis, List<String> reference) {
    long[] values = new long[23];
    values[0] = hypothesis.size();
    values[1] = reference.size();
    values[2] = functionWords(hypothesis);
    values[3] = functionWords(reference);
    MeteorMatches matches = new MeteorMatches(hypothesis, reference, resources);
    List<Match> best = MeteorAlignment.best(matches, reference.size());
    for (Match match : best) {
      count(values, match, 0, hypothesis.subList(match.otherStart(), end1(match)));
      count(values, match, 1, reference.subList(match.start(), match.start() + match.length()));
    }
    values[Statistics.CHUNKS] = chunks(best);
    List<Long> list = new ArrayList<>();
    for (long value : values) {
      list.add(value);
    }
    return new Statistics(list);
  }

  private static int end1(Match match) {
    return match.otherStart() + match.otherLength();
  }

  private static void count(long[] values, Match match, int side, List<String> words) {
    long function = functionWords(words);
    int module = match.module().at;
    values[module + side] += words.size() - function;
    values[module + 2 + side] += function;
    values[21 + side] += words.size();
  }

  /** Stretches in which matches follow each other on both sides. */
  private static long chunks(List<Match> matches) {
    long chunks = 0;
    int next1 = -1;
    int next2 = -1;
    for (Match match : matches) {
      if (match.start() != next2 || match.otherStart() != next1) {
        chunks++;
      }
      next1 = end1(match);
      next2 = match.start() + match.length();
    }
    return chunks;
  }

  private static long functionWords(List<String> words) {
    return words.stream().filter(FUNCTION_WORDS::contains).count();
  }
}
