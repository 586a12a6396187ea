package io.github.oryxcuration.mixture.metrics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Every metric of a collection. Captions are judged by their first answer and the tokens of the
 * COCO caption evaluation, answers by their raw strings.
 *
 * @param items in the collection
 * @param bleu BLEU-1 to BLEU-4 of the collection, in [0, 1]
 * @param meteor of the collection, in [0, 1]
 * @param rougeL mean of the items, in [0, 1]
 * @param cider mean of the items, in [0, 10]
 * @param ciderD likewise; the caption evaluation calls it CIDEr
 * @param em1 share of items whose first answer is a reference
 * @param em10 share of items that have a reference among their first ten answers
 * @param emRefined share of items whose first answer holds a reference or is held by one
 * @param f1 mean of the items, in [0, 1]
 */
public record Evaluation(
    int items,
    List<Double> bleu,
    double meteor,
    double rougeL,
    double cider,
    double ciderD,
    double em1,
    double em10,
    double emRefined,
    double f1) {
  public Evaluation {
    bleu = List.copyOf(bleu);
  }

  /** Tokens of one item. */
  private record Tokens(String answer, List<String> references) {
    static Tokens of(AnsweredItem item) {
      return new Tokens(
          PtbTokenizer.tokens(item.answers().get(0)),
          item.references().stream().map(PtbTokenizer::tokens).toList());
    }
  }

  /**
   * Scores a collection on all cores; sums are taken in the order of the items, so that equal
   * collections give equal numbers.
   *
   * @param items at least one
   */
  public static Evaluation of(List<AnsweredItem> items, Meteor meteor) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("items must be at least 1, but there are none");
    }
    List<Tokens> tokens = items.parallelStream().map(Tokens::of).toList();
    Cider cider = Cider.over(tokens.stream().map(Tokens::references).toList());
    double[][] scores =
        IntStream.range(0, items.size())
            .parallel()
            .mapToObj(i -> scores(items.get(i), tokens.get(i), cider))
            .toArray(double[][]::new);
    Bleu.Totals bleu =
        tokens.parallelStream()
            .map(item -> Bleu.of(item.references, item.answer))
            .reduce(Bleu.Totals.NONE, Bleu.Totals::plus);
    Meteor.Statistics statistics = Meteor.Statistics.NONE;
    for (Meteor.Statistics item :
        tokens.parallelStream().map(i -> meteor.of(i.references, i.answer)).toList()) {
      statistics = statistics.plus(item);
    }
    return new Evaluation(
        items.size(),
        bleu.scores(),
        statistics.score(),
        mean(scores, 0),
        mean(scores, 1),
        mean(scores, 2),
        mean(scores, 3),
        mean(scores, 4),
        mean(scores, 5),
        mean(scores, 6));
  }

  private static double[] scores(AnsweredItem item, Tokens tokens, Cider cider) {
    String answer = item.answers().get(0);
    Cider.Scores captions = cider.of(tokens.references, tokens.answer);
    return new double[] {
      RougeL.of(tokens.references, tokens.answer),
      captions.plain(),
      captions.d(),
      AnswerMatch.exact(item.references(), item.answers(), 1) ? 1 : 0,
      AnswerMatch.exact(item.references(), item.answers(), 10) ? 1 : 0,
      AnswerMatch.refined(item.references(), answer) ? 1 : 0,
      AnswerMatch.f1(item.references(), answer)
    };
  }

  private static double mean(double[][] scores, int column) {
    double sum = 0;
    for (double[] item : scores) {
      sum += item[column];
    }
    return sum / scores.length;
  }
}
