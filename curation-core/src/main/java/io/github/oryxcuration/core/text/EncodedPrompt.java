package io.github.oryxcuration.core.text;

/** The ids of a conversation with their labels, as the trainer feeds them. Immutable. */
public final class EncodedPrompt {
  private final int[] ids;
  private final int[] labels;

  EncodedPrompt(int[] ids, int[] labels) {
    if (ids.length != labels.length) {
      throw new IllegalArgumentException(
          "ids and labels must be as many, but were " + ids.length + " and " + labels.length);
    }
    this.ids = ids.clone();
    this.labels = labels.clone();
  }

  /** Ids, with {@link Prompt#IMAGE} where visual tokens go. */
  public int[] ids() {
    return ids.clone();
  }

  /** Labels, with {@link Prompt#IGNORED} where nothing is learnt. */
  public int[] labels() {
    return labels.clone();
  }

  /** How many ids are text: all but the placeholders. */
  public int textTokens() {
    int text = 0;
    for (int id : ids) {
      text += id == Prompt.IMAGE ? 0 : 1;
    }
    return text;
  }
}
