package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.vision.Visual;
import java.util.ArrayList;
import java.util.List;

/** Makes the networks' input of questions. Safe for threads. */
public final class InputBuilder {
  private final ModelTokenizer tokenizer;
  private final MediaRules rules;
  private final int patch;
  private final int maxLength;

  /**
   * Inputs for one model.
   *
   * @param tokenizer of the model; the caller closes it
   */
  public InputBuilder(ModelTokenizer tokenizer, OryxConfig config, MediaRules rules) {
    this.tokenizer = tokenizer;
    this.rules = rules;
    this.patch = config.vision().patch();
    this.maxLength = config.maxLength();
  }

  /**
   * The input of a question.
   *
   * @throws CurationException PLACEHOLDER_COUNT if there are not as many {@code <image>} as media;
   *     BAD_ROLE; or what {@link MediaRules#prepare} throws
   */
  public ModelInput build(Question question) {
    PromptIds prompt =
        ChatPrompt.of(
            tokenizer,
            question.form(),
            question.system(),
            question.turns(),
            !question.media().isEmpty());
    if (prompt.placeholders() != question.media().size()) {
      throw new CurationException(
          Reason.PLACEHOLDER_COUNT,
          "found "
              + prompt.placeholders()
              + " <image> for "
              + question.media().size()
              + " media; the counts must be equal");
    }
    List<Visual> visuals = new ArrayList<>();
    for (Medium medium : question.media()) {
      visuals.add(rules.prepare(medium));
    }
    long[] tokens = visuals.stream().mapToLong(visual -> visual.tokens(patch)).toArray();
    return new ModelInput(prompt, visuals, SequenceLayout.of(prompt.ids(), tokens, maxLength));
  }
}
