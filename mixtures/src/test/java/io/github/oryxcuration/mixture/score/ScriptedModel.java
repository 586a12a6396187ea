package io.github.oryxcuration.mixture.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers the question {@code What is N?} with {@code tN}, or a wrong answer as often as it is told;
 * equal seeds give equal answers.
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
      public String identity() {
        return ScriptedModel.this.identity();
      }

      @Override
      public List<List<String>> answer(List<AnswerRequest> batch) throws IOException {
        List<List<String>> all = new ArrayList<>();
        for (AnswerRequest request : batch) {
          List<String> answers = new ArrayList<>();
          String number = request.question().replaceAll("[^0-9]", "");
          if (request.seeds().isEmpty()) {
            answers.add("t" + number);
          }
          request.seeds().forEach(seed -> answers.add(drawn(number, seed)));
          ANSWERS.addAndGet(answers.size());
          all.add(answers);
        }
        return all;
      }

      @Override
      public void close() {}
    };
  }

  private String drawn(String number, long seed) {
    if (new SplittableRandom(seed).nextDouble() < accuracy) {
      return "t" + number;
    }
    return wrong == Wrong.ALIKE ? "w" + number : "w" + seed;
  }
}
