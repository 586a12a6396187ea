package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.generate.Generated;
import io.github.oryxcuration.runtime.generate.Progress;
import io.github.oryxcuration.runtime.model.AnswerOptions;
import io.github.oryxcuration.runtime.model.Ask;
import io.github.oryxcuration.runtime.model.ModelSpec;
import io.github.oryxcuration.runtime.model.OryxModel;
import io.github.oryxcuration.runtime.prompt.ModelInput;
import io.github.oryxcuration.runtime.prompt.Question;
import io.github.oryxcuration.runtime.script.TorchEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Eight answers over one prompt against one answer, and against eight calls: {@code
 * SharedPromptBench MODEL [RUNS [THREADS]]}, where MODEL is what {@code model make-tiny
 * --decoder=real --dtype=bf16} wrote. The prompt has about 4,000 tokens, each answer exactly 32.
 */
public final class SharedPromptBench {
  private static final int PROMPT = 4_000;
  private static final int ANSWER = 32;
  private static final int ANSWERS = 8;

  private SharedPromptBench() {}

  /** Prints the times of all ways. */
  public static void main(String[] args) {
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    TorchEngine.useThreads(args.length > 2 ? Integer.parseInt(args[2]) : 2);
    ModelSpec spec = new ModelSpec(args[0], Precision.BF16, List.of("cpu"));
    AnswerOptions options =
        AnswerOptions.upTo(ANSWER).withTemperature(1).withTopK(0).withExactLength();
    try (OryxModel model = OryxModel.load(spec)) {
      ModelInput input = prompt(model);
      List<Double> one = new ArrayList<>();
      List<Double> shared = new ArrayList<>();
      List<Double> apart = new ArrayList<>();
      Generated last = model.answer(List.of(new Ask(input, 1, 0)), options, Progress.NONE);
      for (int i = 0; i < runs; i++) {
        one.add(seconds(() -> model.answer(List.of(new Ask(input, 1, 0)), options, Progress.NONE)));
        long start = System.nanoTime();
        last = model.answer(List.of(new Ask(input, ANSWERS, 0)), options, Progress.NONE);
        shared.add((System.nanoTime() - start) / 1e9);
        apart.add(
            seconds(
                () -> {
                  for (int seed = 0; seed < ANSWERS; seed++) {
                    model.answer(List.of(new Ask(input, 1, seed)), options, Progress.NONE);
                  }
                }));
      }
      double k1 = RuntimeBench.median(one);
      double k8 = RuntimeBench.median(shared);
      System.out.printf(
          Locale.ROOT,
          "%d tokens of prompt, %d answers of %d: %d prefill, %d prefix cache%n"
              + "k = 1: %.2f s, k = %d: %.2f s (%.2f times), as many calls: %.2f s (%.2f times)%n",
          last.metrics().promptTokens(),
          last.answers().get(0).size(),
          last.answers().get(0).get(0).ids().size(),
          last.metrics().prefills(),
          last.metrics().prefixCaches(),
          k1,
          ANSWERS,
          k8,
          k8 / k1,
          RuntimeBench.median(apart),
          RuntimeBench.median(apart) / k8);
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Digits are a token each. */
  private static ModelInput prompt(OryxModel model) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < PROMPT - 30; i++) {
      digits.append(i * 7 % 10);
    }
    return model.prepare(Question.of(digits.toString(), List.of()));
  }
}
