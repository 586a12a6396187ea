package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.budget.TrainersEye;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.TrainerSpec.OverBudget;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.text.NeedlePrompt;
import io.github.oryxcuration.core.text.Prompt;
import io.github.oryxcuration.core.text.TextTokens;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Measures the text of candidates, and applies what the recipe says of budgets. */
final class TextProber {
  /** Bytes of a row besides its pictures. */
  private static final long ROW_BYTES = 512;

  private final Recipe recipe;
  private final TrainersEye eye;
  private final Prompt prompt;
  private final boolean exact;

  TextProber(Recipe recipe) throws IOException {
    TextTokens text = Tokenizers.of(recipe);
    this.recipe = recipe;
    this.eye = new TrainersEye(recipe.trainer());
    this.prompt = new Prompt(text);
    this.exact = text.exact();
  }

  /** Whether tokens are counted by a tokenizer rather than guessed. */
  boolean exact() {
    return exact;
  }

  /**
   * Plans a sample without media.
   *
   * @throws CurationException OVER_BUDGET if it passes the budget and is dropped
   */
  Planned plan(Candidate candidate) {
    Budget budget = eye.text(tokens(candidate, 0), !exact);
    return within(new Planned(candidate, List.of(), List.of(), budget, bytes(candidate)));
  }

  /** A planned sample that is within the budget, or may pass it. */
  Planned within(Planned planned) {
    Budget budget = planned.budget();
    if (budget.over() && recipe.trainer().overBudget() != OverBudget.KEEP) {
      throw new CurationException(
          Reason.OVER_BUDGET,
          String.format(
              Locale.ROOT,
              "%d tokens (%d visual, %d text%s), %d allowed: the trainer would cut the answer off",
              budget.totalTokens(),
              budget.visualTokens(),
              budget.textTokens(),
              budget.textTokensEstimated() ? ", estimated" : "",
              recipe.trainer().maxTokens()));
    }
    return planned;
  }

  /** Text tokens of a sample that keeps so many frames. */
  long tokens(Candidate candidate, int frames) {
    Needle needle = candidate.needle();
    List<Turn> turns =
        needle == null
            ? candidate.conversations()
            : List.of(
                Turn.human(NeedlePrompt.of(frames, needle.question())), Turn.gpt(needle.answer()));
    return prompt.textTokens(turns, !candidate.media().isEmpty());
  }

  /** Bytes that a row takes in a shard besides its pictures. */
  static long bytes(Candidate candidate) {
    long bytes = ROW_BYTES;
    for (Turn turn : candidate.conversations()) {
      bytes += turn.value().length();
    }
    return bytes;
  }
}
