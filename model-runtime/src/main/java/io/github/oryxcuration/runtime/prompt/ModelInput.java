package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.runtime.vision.Visual;
import java.util.List;

/**
 * A question in the form that the networks take.
 *
 * @param visuals the media's pixels, one for each placeholder of the prompt
 * @param layout where text and visual tokens stand; says how many positions the limit cut off
 */
public record ModelInput(PromptIds prompt, List<Visual> visuals, SequenceLayout layout) {
  public ModelInput {
    visuals = List.copyOf(visuals);
  }
}
