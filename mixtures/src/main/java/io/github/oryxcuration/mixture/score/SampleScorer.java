package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.answer.AnswerType;
import io.github.oryxcuration.mixture.answer.Exchange;
import io.github.oryxcuration.mixture.consistency.Binomial;
import io.github.oryxcuration.mixture.consistency.CaptionConsensus;
import io.github.oryxcuration.mixture.consistency.StopRule;
import io.github.oryxcuration.mixture.consistency.Votes;
import io.github.oryxcuration.mixture.scored.SampleScores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks a model about samples, and makes scores of its answers. */
final class SampleScorer {
  /** Every score that there may be; those that do not apply to a sample are absent. */
  static final List<String> NAMES =
      List.of(
          "batch_split",
          "bleu4_pairwise",
          "bleu4_reference",
          "blind_match",
          "blind_rouge_l",
          "entropy",
          "greedy_match",
          "greedy_rouge_l",
          "haystack_match",
          "haystack_rouge_l",
          "interval_high",
          "interval_low",
          "majority_match",
          "meteor_pairwise",
          "meteor_reference",
          "reference_share",
          "rouge_l_pairwise",
          "rouge_l_reference",
          "share",
          "share_high",
          "share_low",
          "votes");

  private static final double CONFIDENCE = 0.95;
  private static final String CAPTION = "caption";

  private final Answerer model;
  private final ScoreOptions options;

  SampleScorer(Answerer model, ScoreOptions options) {
    this.model = model;
    this.options = options;
  }

  /** One sample on its way. */
  private static final class Asked {
    private final QuestionToAsk question;
    private final boolean caption;
    private final List<String> votes = new ArrayList<>();
    private final Map<String, String> single = new TreeMap<>();

    Asked(Sample sample) {
      this.question = QuestionToAsk.of(sample);
      this.caption =
          sample.task().contains(CAPTION)
              || AnswerType.of(question.exchange()) == AnswerType.LONG;
    }
  }

  /**
   * The scores of samples that are run together, in their order.
   *
   * @throws BatchTooLargeException if they do not fit at once
   * @throws io.github.oryxcuration.core.error.CurationException if one of them has no answer
   */
  List<SampleScores> score(List<Sample> samples, boolean split) throws IOException {
    List<Asked> all = samples.stream().map(Asked::new).toList();
    singles(all);
    votes(all);
    List<SampleScores> scores = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Asked asked = all.get(i);
      Map<String, Double> values = asked.question.isEmpty() ? new TreeMap<>() : values(asked);
      if (split) {
        values.put("batch_split", 1.0);
      }
      Map<String, Object> answers = new LinkedHashMap<>(asked.single);
      answers.put("votes", asked.votes);
      scores.add(new SampleScores(samples.get(i).id(), values, Json.write(answers)));
    }
    return scores;
  }

  /** Greedy answers: with the pictures, without any, and of needles among all frames. */
  private void singles(List<Asked> all) throws IOException {
    List<AnswerRequest> requests = new ArrayList<>();
    List<Runnable> places = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (Asked asked : all) {
      if (asked.question.isEmpty()) {
        continue;
      }
      AnswerRequest shown = asked.question.shown(List.of());
      add(requests, places, answers, asked, "greedy", shown);
      if (options.blind() && !shown.pictures().isEmpty()) {
        add(requests, places, answers, asked, "blind", asked.question.blind());
      }
      if (asked.question.isNeedle()) {
        add(requests, places, answers, asked, "haystack", asked.question.inHaystack());
      }
    }
    if (!requests.isEmpty()) {
      model.answer(requests).forEach(answer -> answers.add(answer.get(0)));
      places.forEach(Runnable::run);
    }
  }

  private static void add(
      List<AnswerRequest> requests,
      List<Runnable> places,
      List<String> answers,
      Asked asked,
      String kind,
      AnswerRequest request) {
    int at = requests.size();
    requests.add(request);
    places.add(() -> asked.single.put(kind, answers.get(at)));
  }

  /** Drawn answers, in rounds of as many as could decide where votes may stop. */
  private void votes(List<Asked> all) throws IOException {
    while (true) {
      List<Asked> open = new ArrayList<>();
      List<AnswerRequest> requests = new ArrayList<>();
      for (Asked asked : all) {
        int more = asked.question.isEmpty() ? 0 : wanted(asked);
        if (more > 0) {
          List<Long> seeds = new ArrayList<>();
          for (int i = 0; i < more; i++) {
            seeds.add(asked.question.seed(options.seed(), asked.votes.size() + i));
          }
          open.add(asked);
          requests.add(asked.question.shown(seeds));
        }
      }
      if (requests.isEmpty()) {
        return;
      }
      List<List<String>> answers = model.answer(requests);
      for (int i = 0; i < open.size(); i++) {
        open.get(i).votes.addAll(answers.get(i));
      }
    }
  }

  private int wanted(Asked asked) {
    StopRule stop = options.stop();
    int taken = asked.votes.size();
    if (stop == null || asked.caption) {
      return options.answers() - taken;
    }
    return stop.fewestToDecide(taken, Votes.of(asked.question.exchange(), asked.votes).top());
  }

  private Map<String, Double> values(Asked asked) {
    Map<String, Double> values = new TreeMap<>();
    Exchange exchange = asked.question.exchange();
    String reference = Votes.meaning(exchange, exchange.answer());
    asked.single.forEach(
        (kind, answer) -> {
          if (asked.caption) {
            Map<String, Double> of = CaptionConsensus.of(List.of(answer), exchange.answer());
            values.put(kind + "_rouge_l", of.getOrDefault("rouge_l_reference", 0.0));
          } else {
            boolean match = Votes.meaning(exchange, answer).equals(reference);
            values.put(kind + "_match", match ? 1.0 : 0.0);
          }
        });
    if (asked.votes.isEmpty()) {
      return values;
    }
    values.put("votes", (double) asked.votes.size());
    if (asked.caption) {
      values.putAll(CaptionConsensus.of(asked.votes, exchange.answer()));
    } else {
      values.putAll(shares(Votes.of(exchange, asked.votes), reference));
    }
    return values;
  }

  /** Of all votes that were asked for; those not taken leave bounds, and the share is the lower. */
  private Map<String, Double> shares(Votes votes, String reference) {
    Map<String, Double> values = new TreeMap<>();
    StopRule all = new StopRule(options.answers(), options.answers());
    values.put("share", all.low(votes.top()));
    if (votes.count() < options.answers()) {
      values.put("share_low", all.low(votes.top()));
      values.put("share_high", all.high(votes.count(), votes.top()));
    }
    Binomial.Interval interval = Binomial.interval(votes.top(), votes.count(), CONFIDENCE);
    values.put("interval_low", interval.low());
    values.put("interval_high", interval.high());
    values.put("entropy", votes.entropy());
    values.put("majority_match", votes.majority().equals(reference) ? 1.0 : 0.0);
    values.put("reference_share", votes.share(reference));
    return values;
  }
}
