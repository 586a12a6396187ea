package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.mixture.answer.Exchange;
import io.github.oryxcuration.mixture.answer.NormalAnswer;
import io.github.oryxcuration.mixture.consistency.Binomial;
import io.github.oryxcuration.mixture.consistency.CaptionConsensus;
import io.github.oryxcuration.mixture.consistency.StopRule;
import io.github.oryxcuration.mixture.consistency.Votes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Scores by name, of answers. Those that do not apply to a sample are absent; those of votes that
 * stopped early have what they can still become in {@code …_low} and {@code …_high}.
 *
 * <p>{@code KIND_match} (1 or 0) and, for captions, {@code KIND_rouge_l} compare a greedy answer
 * with the sample's own; the kinds are {@link #GREEDY}, {@link #BLIND}, {@link #HAYSTACK} and
 * {@link #UNMARKED}.
 */
final class ScoreColumns {
  /** With the pictures; of a needle, its frames alone. */
  static final String GREEDY = "greedy";

  /** Without pictures. */
  static final String BLIND = "blind";

  /** A needle among all frames. */
  static final String HAYSTACK = "haystack";

  /** With the marks taken off the pictures. */
  static final String UNMARKED = "unmarked";

  static final String SPLIT = "batch_split";

  /** How many special tokens the text spells; the model takes them for real. */
  static final String SPECIAL_TOKENS = "special_tokens";

  static final String PERPLEXITY = "perplexity";
  static final String BLIND_PERPLEXITY = "blind_perplexity";
  static final String VISUAL_GAIN = "visual_gain";

  /** Every score that there may be. */
  static final List<String> NAMES =
      Stream.of(
              Stream.of(GREEDY, BLIND, HAYSTACK, UNMARKED)
                  .flatMap(kind -> Stream.of(kind + "_match", kind + "_rouge_l")),
              Stream.of("rouge_l", "bleu4", "meteor", "cider_d")
                  .flatMap(metric -> Stream.of(metric + "_pairwise", metric + "_reference")),
              Stream.of("share", "reference_share", "majority_match", "entropy")
                  .flatMap(name -> Stream.of(name, name + "_low", name + "_high")),
              Stream.of(
                  SPLIT,
                  SPECIAL_TOKENS,
                  "interval_low",
                  "interval_high",
                  "marks_change",
                  PERPLEXITY,
                  BLIND_PERPLEXITY,
                  VISUAL_GAIN,
                  "votes"))
          .flatMap(names -> names)
          .sorted()
          .toList();

  private static final double CONFIDENCE = 0.95;

  private ScoreColumns() {}

  /** Greedy answers, by kind, against the sample's own. */
  static Map<String, Double> single(
      Exchange exchange, boolean caption, Map<String, String> answers, CaptionConsensus consensus) {
    Map<String, Double> values = new TreeMap<>();
    answers.forEach(
        (kind, answer) -> {
          if (caption) {
            values.put(kind + "_rouge_l", consensus.rougeL(answer, exchange.answer()));
          } else {
            String reference = Votes.meaning(exchange, exchange.answer());
            boolean match = Votes.meaning(exchange, answer).equals(reference);
            values.put(kind + "_match", match ? 1.0 : 0.0);
          }
        });
    String marked = answers.get(GREEDY);
    String unmarked = answers.get(UNMARKED);
    if (marked != null && unmarked != null) {
      boolean same =
          caption
              ? NormalAnswer.of(marked).equals(NormalAnswer.of(unmarked))
              : Votes.meaning(exchange, marked).equals(Votes.meaning(exchange, unmarked));
      values.put("marks_change", same ? 0.0 : 1.0);
    }
    return values;
  }

  /**
   * Votes on a short answer.
   *
   * @param wanted how many there would be without stopping
   */
  static Map<String, Double> votes(Votes votes, String reference, int wanted) {
    int more = wanted - votes.count();
    int right = votes.clusters().getOrDefault(reference, 0);
    StopRule all = new StopRule(wanted, wanted);
    Map<String, Double> values = new TreeMap<>();
    values.put("votes", (double) votes.count());
    ranged(values, "share", all.low(votes.top()), all.high(votes.count(), votes.top()));
    ranged(values, "reference_share", all.low(right), all.high(votes.count(), right));
    boolean matches = votes.majority().equals(reference);
    boolean decided = votes.isMajorityDecided(more, reference);
    ranged(values, "majority_match", matches && decided ? 1 : 0, matches || !decided ? 1 : 0);
    ranged(values, "entropy", votes.agreeing(more).entropy(), votes.differing(more).entropy());
    Binomial.Interval interval =
        Binomial.largest(votes.top(), votes.top() + more, wanted, CONFIDENCE);
    values.put("interval_low", interval.low());
    values.put("interval_high", interval.high());
    return values;
  }

  private static void ranged(Map<String, Double> values, String name, double low, double high) {
    values.put(name, low);
    if (low < high) {
      values.put(name + "_low", low);
      values.put(name + "_high", high);
    }
  }
}
