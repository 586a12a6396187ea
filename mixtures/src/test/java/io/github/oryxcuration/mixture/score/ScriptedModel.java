package io.github.oryxcuration.mixture.score;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers the question {@code What is N?} with {@code tN}, or a wrong answer as often as it is
 * told; equal seeds give equal answers.
 */
record ScriptedModel(double accuracy, Wrong wrong) implements ScoringModel {
  /** Answers that all models of the JVM gave. */
  static final AtomicInteger ANSWERS = new AtomicInteger();

  /** What wrong answers are like. */
  enum Wrong {
    /** No two agree. */
    DIFFERENT,
    /** All are {@code wN}. */
    ALIKE
  }

  @Override
  public String identity() {
    return "scripted " + accuracy + " " + wrong;
  }

  @Override
  public Answerer open(String folder, String shard, int shards) {
    return new Answerer() {
      @Override
      public List<Reply> answer(List<AnswerRequest> batch) {
        return batch.stream().map(ScriptedModel.this::reply).toList();
      }

      @Override
      public void close() {}
    };
  }

  private Reply reply(AnswerRequest request) {
    List<String> answers = new ArrayList<>();
    String number = request.text().replaceAll("[^0-9]", "");
    if (request.greedy()) {
      answers.add("t" + number);
    }
    request.seeds().forEach(seed -> answers.add(drawn(number, seed)));
    ANSWERS.addAndGet(answers.size());
    return Reply.of(answers, null);
  }

  private String drawn(String number, long seed) {
    if (new SplittableRandom(seed).nextDouble() < accuracy) {
      return "t" + number;
    }
    return wrong == Wrong.ALIKE ? "w" + number : "w" + seed;
  }
}
