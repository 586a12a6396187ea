package io.github.oryxcuration.mixture.consistency;

import io.github.oryxcuration.mixture.metrics.Bleu;
import io.github.oryxcuration.mixture.metrics.Cider;
import io.github.oryxcuration.mixture.metrics.Meteor;
import io.github.oryxcuration.mixture.metrics.PtbTokenizer;
import io.github.oryxcuration.mixture.metrics.RougeL;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far several captions of one thing say the same, with each other and with the reference. */
public final class CaptionConsensus {
  private static final Meteor METEOR = new Meteor(Meteor.Resources.DEFAULT);

  private final Cider cider;

  private CaptionConsensus(Cider cider) {
    this.cider = cider;
  }

  /**
   * For captions among others.
   *
   * @param captions whose words tell CIDEr-D which are rare
   */
  public static CaptionConsensus over(List<String> captions) {
    return new CaptionConsensus(
        Cider.over(captions.stream().map(each -> List.of(PtbTokenizer.tokens(each))).toList()));
  }

  /**
   * ROUGE-L, BLEU-4 and METEOR, each in [0, 1], and CIDEr-D in [0, 10]: {@code …_pairwise} is the
   * mean over all ordered pairs of captions (absent for one alone), {@code …_reference} the mean
   * over the captions.
   */
  public Map<String, Double> of(List<String> captions, String reference) {
    List<String> tokens = captions.stream().map(PtbTokenizer::tokens).toList();
    String wanted = PtbTokenizer.tokens(reference);
    Map<String, Double> sums = new TreeMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      add(sums, "_reference", tokens.get(i), wanted, 1.0 / tokens.size());
      for (int j = 0; j < tokens.size(); j++) {
        if (i != j) {
          double pairs = (double) tokens.size() * (tokens.size() - 1);
          add(sums, "_pairwise", tokens.get(i), tokens.get(j), 1 / pairs);
        }
      }
    }
    return sums;
  }

  private void add(
      Map<String, Double> sums, String kind, String caption, String reference, double weight) {
    List<String> references = List.of(reference);
    double bleu = Bleu.of(references, caption).scores().get(3);
    sums.merge("rouge_l" + kind, weight * RougeL.of(references, caption), Double::sum);
    sums.merge("bleu4" + kind, weight * bleu, Double::sum);
    sums.merge("meteor" + kind, weight * METEOR.of(references, caption).score(), Double::sum);
    sums.merge("cider_d" + kind, weight * cider.of(references, caption).d(), Double::sum);
  }

  /** ROUGE-L of one caption against one reference, in [0, 1]. */
  public double rougeL(String caption, String reference) {
    return RougeL.of(List.of(PtbTokenizer.tokens(reference)), PtbTokenizer.tokens(caption));
  }
}
