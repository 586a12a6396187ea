package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.text.Prompt;

/** The ids of a prompt, before visual tokens take the places of its placeholders. Immutable. */
public final class PromptIds {
  private final int[] ids;
  private final int spelledSpecials;

  PromptIds(int[] ids, int spelledSpecials) {
    this.ids = ids.clone();
    this.spelledSpecials = spelledSpecials;
  }

  /** Ids, with {@link Prompt#IMAGE} where visual tokens go. */
  public int[] ids() {
    return ids.clone();
  }

  /** How many placeholders there are. */
  public int placeholders() {
    int count = 0;
    for (int id : ids) {
      count += id == Prompt.IMAGE ? 1 : 0;
    }
    return count;
  }

  /**
   * How many special tokens the texts of the conversation spelled, which the model takes for real
   * ones.
   */
  public int spelledSpecials() {
    return spelledSpecials;
  }
}
