package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.runtime.vision.Visual;
import java.util.List;

/** Inputs of the networks from ids and pixels that are given. */
public final class GivenInput {
  private GivenInput() {}

  /** Ids, with a placeholder for each visual. */
  public static ModelInput of(int[] ids, List<Visual> visuals, int patch, int maxLength) {
    long[] tokens = visuals.stream().mapToLong(visual -> visual.tokens(patch)).toArray();
    return new ModelInput(
        new PromptIds(ids, 0), visuals, SequenceLayout.of(ids, tokens, maxLength));
  }
}
