package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.budget.TrainersEye;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.recipe.StoredRecipe;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.recipe.TrainerSpec.OverBudget;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.text.Prompt;
import io.github.oryxcuration.core.text.TextTokens;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes budgets anew. Visual tokens always; text tokens where the build's tokenizer is at hand.
 * The distortion of frames is not computed: the size that the video had is not in the set.
 */
final class BudgetRule implements Closeable {
  private static final double CLOSE = 1e-9;

  private final TrainerSpec trainer;
  private final TrainersEye eye;
  private final @Nullable TextTokens tokens;
  private final @Nullable Prompt prompt;

  private BudgetRule(TrainerSpec trainer, @Nullable TextTokens tokens) {
    this.trainer = trainer;
    this.eye = new TrainersEye(trainer);
    this.tokens = tokens;
    this.prompt = tokens == null ? null : new Prompt(tokens);
  }

  /**
   * The rule of a build; notes in {@code findings} where text tokens are not counted.
   *
   * @param tokenizer path of a {@code tokenizer.json}, or an empty string
   * @return null where the manifest's recipe names no trainer
   */
  static @Nullable BudgetRule of(Manifest manifest, String tokenizer, Findings findings)
      throws IOException {
    TrainerSpec trainer;
    try {
      trainer = StoredRecipe.trainer(manifest.recipe());
    } catch (IllegalArgumentException e) {
      findings.wrong(
          Check.MANIFEST,
          Finding.of("manifest.json", "the recipe has no trainer: " + e.getMessage()));
      return null;
    }
    TextTokens tokens = TextTokens.create(tokenizer);
    if (tokens.digest().equals(manifest.tokenizer())
        || (tokenizer.isEmpty() && manifest.tokenizer().startsWith("estimate"))) {
      return new BudgetRule(trainer, tokens);
    }
    tokens.close();
    findings.note(
        Check.BUDGET,
        tokenizer.isEmpty()
            ? "text tokens were not counted: pass the build's tokenizer with --tokenizer"
            : "text tokens were not counted: the build had another tokenizer, "
                + manifest.tokenizer());
    return new BudgetRule(trainer, null);
  }

  void check(String file, long row, Sample sample, Findings findings) {
    findings.looked(Check.BUDGET, 1);
    Budget found = sample.budget();
    try {
      String differences = differences(found, expected(sample), sample);
      if (!differences.isEmpty()) {
        findings.wrong(Check.BUDGET, new Finding(file, row, sample.id(), differences));
      }
    } catch (CurationException e) {
      String message = e.reason() + ": " + e.explanation();
      findings.wrong(Check.BUDGET, new Finding(file, row, sample.id(), message));
    }
    findings.looked(Check.LIMIT, 1);
    if (found.over() && trainer.overBudget() != OverBudget.KEEP) {
      findings.wrong(
          Check.LIMIT,
          new Finding(
              file,
              row,
              sample.id(),
              found.totalTokens() + " tokens, " + trainer.maxTokens() + " allowed"));
    }
  }

  private Budget expected(Sample sample) {
    Budget found = sample.budget();
    long text = found.textTokens();
    boolean estimated = found.textTokensEstimated();
    if (prompt != null && tokens != null && sample.needle() == null) {
      text = prompt.textTokens(sample.conversations(), !sample.frames().isEmpty());
      estimated = !tokens.exact();
    }
    List<Size> sizes =
        sample.frames().stream().map(frame -> new Size(frame.width(), frame.height())).toList();
    if (sizes.isEmpty() || sample.modality() == Modality.TEXT) {
      return eye.text(text, estimated);
    }
    return sample.modality() == Modality.IMAGE
        ? eye.pictures(sizes, text, estimated)
        : eye.frames(sample.modality(), sizes.size(), sizes.get(0), sizes.get(0), text, estimated);
  }

  private static String differences(Budget found, Budget expected, Sample sample) {
    List<String> all = new ArrayList<>();
    differ(all, "width", found.width(), expected.width());
    differ(all, "height", found.height(), expected.height());
    differ(all, "frames", found.frames(), expected.frames());
    differ(all, "visual_tokens", found.visualTokens(), expected.visualTokens());
    differ(all, "text_tokens", found.textTokens(), expected.textTokens());
    differ(all, "total_tokens", found.totalTokens(), expected.totalTokens());
    if (found.over() != expected.over()) {
      all.add("over is " + found.over() + ", expected " + expected.over());
    }
    boolean known = sample.modality() == Modality.IMAGE || sample.modality() == Modality.TEXT;
    if (!(known
        ? Math.abs(found.distortion() - expected.distortion()) < CLOSE
        : found.distortion() >= 1)) {
      all.add("distortion is " + found.distortion() + ", expected " + expected.distortion());
    }
    return String.join("; ", all);
  }

  private static void differ(List<String> all, String name, long found, long expected) {
    if (found != expected) {
      all.add(name + " is " + found + ", expected " + expected);
    }
  }

  @Override
  public void close() {
    if (tokens != null) {
      tokens.close();
    }
  }
}
