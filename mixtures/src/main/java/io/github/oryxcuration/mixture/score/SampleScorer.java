package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.mixture.answer.Exchange;
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
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks a model about samples, and makes scores of its answers. */
final class SampleScorer {
  private final Answerer model;
  private final ScoreOptions options;
  private final CaptionConsensus consensus;

  SampleScorer(Answerer model, ScoreOptions options, CaptionConsensus consensus) {
    this.model = model;
    this.options = options;
    this.consensus = consensus;
  }

  /** One sample on its way. */
  private final class Asked {
    private final String id;
    private final QuestionToAsk question;
    private final List<String> votes = new ArrayList<>();
    private final Map<String, String> single = new TreeMap<>();
    private final Map<String, Double> perplexities = new TreeMap<>();
    private int specialTokens;
    private String fault = "";

    Asked(Sample sample) {
      this.id = sample.id();
      this.question = QuestionToAsk.of(sample);
    }

    boolean isOpen() {
      return fault.isEmpty() && !question.isEmpty();
    }

    /** How many votes can be taken now without taking one too many. */
    int wanted() {
      StopRule stop = options.stop();
      if (stop == null || question.isCaption()) {
        return options.answers() - votes.size();
      }
      return stop.fewestToDecide(votes.size(), Votes.of(question.exchange(), votes).top());
    }

    List<Long> seeds() {
      List<Long> seeds = new ArrayList<>();
      int more = wanted();
      for (int i = 0; i < more; i++) {
        seeds.add(question.seed(options.seed(), votes.size() + i));
      }
      return seeds;
    }

    void take(String kind, Reply reply) {
      single.put(kind, reply.answers().get(0));
      votes.addAll(reply.answers().subList(1, reply.answers().size()));
      Double perplexity = reply.perplexity();
      if (perplexity != null) {
        perplexities.put(kind, perplexity);
      }
      specialTokens = Math.max(specialTokens, reply.specialTokens());
    }

    ScoredRow row(boolean split) {
      if (!fault.isEmpty()) {
        return ScoredRow.failed(id, fault);
      }
      Map<String, Double> values = new TreeMap<>();
      if (split) {
        values.put(ScoreColumns.SPLIT, 1.0);
      }
      if (specialTokens > 0) {
        values.put(ScoreColumns.SPECIAL_TOKENS, (double) specialTokens);
      }
      if (question.isEmpty()) {
        return new ScoredRow(new SampleScores(id, values, ""), "");
      }
      Exchange exchange = question.exchange();
      values.putAll(ScoreColumns.single(exchange, question.isCaption(), single, consensus));
      if (!votes.isEmpty() && question.isCaption()) {
        values.put("votes", (double) votes.size());
        values.putAll(consensus.of(votes, exchange.answer()));
      } else if (!votes.isEmpty()) {
        String reference = Votes.meaning(exchange, exchange.answer());
        values.putAll(ScoreColumns.votes(Votes.of(exchange, votes), reference, options.answers()));
      }
      putPerplexities(values);
      Map<String, Object> answers = new LinkedHashMap<>(single);
      answers.put("votes", votes);
      return new ScoredRow(new SampleScores(id, values, Json.write(answers)), "");
    }

    /** The gain is what the pictures save of a token of the answer on average, in nats. */
    private void putPerplexities(Map<String, Double> values) {
      Double shown = perplexities.get(ScoreColumns.GREEDY);
      Double blind = perplexities.get(ScoreColumns.BLIND);
      if (shown != null) {
        values.put(ScoreColumns.PERPLEXITY, shown);
      }
      if (blind != null) {
        values.put(ScoreColumns.BLIND_PERPLEXITY, blind);
      }
      if (shown != null && blind != null) {
        values.put(ScoreColumns.VISUAL_GAIN, Math.log(blind) - Math.log(shown));
      }
    }
  }

  /**
   * The scores of samples that are run together, in their order.
   *
   * @param split whether they are a part of a batch that did not fit
   * @throws BatchTooLargeException if they do not fit at once
   */
  List<ScoredRow> score(List<Sample> samples, boolean split) throws IOException {
    List<Asked> all = samples.stream().map(Asked::new).toList();
    // One kind at a time: together they would be more than the batch was planned for.
    ask(
        all,
        ScoreColumns.GREEDY,
        asked -> true,
        asked -> asked.question.shown(true, asked.seeds()));
    moreVotes(all);
    if (options.blind()) {
      ask(
          all,
          ScoreColumns.BLIND,
          asked -> asked.question.hasPictures(),
          asked -> asked.question.blind(true));
    }
    if (options.haystackFrames() > 0) {
      ask(
          all,
          ScoreColumns.HAYSTACK,
          asked -> asked.question.isNeedle(),
          asked -> asked.question.inHaystack(options.haystackFrames()));
    }
    ask(
        all,
        ScoreColumns.UNMARKED,
        asked -> asked.question.isMarked(),
        asked -> asked.question.unmarked());
    return all.stream().map(asked -> asked.row(split)).toList();
  }

  private void ask(
      List<Asked> all, String kind, Predicate<Asked> wanted, Function<Asked, AnswerRequest> request)
      throws IOException {
    List<Asked> open = all.stream().filter(Asked::isOpen).filter(wanted).toList();
    reply(open, request, (asked, reply) -> asked.take(kind, reply));
  }

  /** Further votes of samples on which they may stop, in rounds. */
  private void moreVotes(List<Asked> all) throws IOException {
    while (true) {
      List<Asked> open =
          all.stream().filter(Asked::isOpen).filter(asked -> asked.wanted() > 0).toList();
      if (open.isEmpty()) {
        return;
      }
      reply(
          open,
          asked -> asked.question.shown(false, asked.seeds()),
          (asked, reply) -> asked.votes.addAll(reply.answers()));
    }
  }

  private interface Taker {
    void take(Asked asked, Reply reply);
  }

  private void reply(List<Asked> open, Function<Asked, AnswerRequest> request, Taker taker)
      throws IOException {
    List<Asked> sent = new ArrayList<>();
    List<AnswerRequest> requests = new ArrayList<>();
    for (Asked asked : open) {
      AnswerRequest made = made(asked, request);
      if (made != null) {
        sent.add(asked);
        requests.add(made);
      }
    }
    if (requests.isEmpty()) {
      return;
    }
    List<Reply> replies = model.answer(requests);
    for (int i = 0; i < sent.size(); i++) {
      Reply reply = replies.get(i);
      if (reply.fault().isEmpty()) {
        taker.take(sent.get(i), reply);
      } else {
        sent.get(i).fault = reply.fault();
      }
    }
  }

  /** Null where the sample itself is broken, such as a picture that does not decode. */
  private static @Nullable AnswerRequest made(Asked asked, Function<Asked, AnswerRequest> request) {
    try {
      return request.apply(asked);
    } catch (CurationException e) {
      asked.fault = e.reason() + ": " + e.explanation();
      return null;
    }
  }
}
