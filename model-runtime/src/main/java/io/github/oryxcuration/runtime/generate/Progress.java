package io.github.oryxcuration.runtime.generate;

/** Hears of text as it is generated, and may end the work. Called by the generating thread. */
public interface Progress {
  /** Hears nothing and cancels never. */
  Progress NONE = new Progress() {};

  /**
   * More text of an answer, in whole characters, none of which is taken back.
   *
   * @param prompt index of the prompt
   * @param answer index of the answer among the prompt's
   */
  default void text(int prompt, int answer, String piece) {}

  /** Asked between steps, and between chunks of a prompt: whether to stop. */
  default boolean isCancelled() {
    return false;
  }
}
