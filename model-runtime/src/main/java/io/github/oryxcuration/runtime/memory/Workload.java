package io.github.oryxcuration.runtime.memory;

/**
 * The most that will be asked of a model at once.
 *
 * @param prompts prompts decoded together
 * @param promptTokens of text and media, of the longest prompt
 * @param allPromptTokens of all prompts together
 * @param rows answers over each prompt
 * @param answerTokens of the longest answer
 * @param patches of all pictures or frames of one prompt; 0 for text alone
 * @param largestPicture patches of the largest one, which cannot be divided
 */
public record Workload(
    int prompts,
    int promptTokens,
    long allPromptTokens,
    int rows,
    int answerTokens,
    int patches,
    int largestPicture) {
  public Workload {
    if (prompts < 1 || promptTokens < 1 || rows < 1 || answerTokens < 0) {
      throw new IllegalArgumentException(
          "prompts, promptTokens and rows must be at least 1 and answerTokens at least 0, but were "
              + prompts
              + ", "
              + promptTokens
              + ", "
              + rows
              + " and "
              + answerTokens);
    }
    if (allPromptTokens < promptTokens || allPromptTokens > (long) prompts * promptTokens) {
      throw new IllegalArgumentException(
          "allPromptTokens must be within promptTokens and prompts times that, but was "
              + allPromptTokens);
    }
    if (patches < 0 || largestPicture < 0 || largestPicture > patches) {
      throw new IllegalArgumentException(
          "patches must satisfy 0 <= largestPicture <= patches, but were "
              + largestPicture
              + " and "
              + patches);
    }
  }

  /** Prompts of one length. */
  public Workload(
      int prompts, int promptTokens, int rows, int answerTokens, int patches, int largestPicture) {
    this(
        prompts,
        promptTokens,
        (long) prompts * promptTokens,
        rows,
        answerTokens,
        patches,
        largestPicture);
  }

  /** Whether prompts are of several lengths. */
  boolean isUneven() {
    return allPromptTokens < (long) prompts * promptTokens;
  }

  /** One answer about one picture or video. */
  public static Workload one(int promptTokens, int answerTokens, int patches, int largestPicture) {
    return new Workload(1, promptTokens, 1, answerTokens, patches, largestPicture);
  }

  public Workload withRows(int rows) {
    return new Workload(
        prompts, promptTokens, allPromptTokens, rows, answerTokens, patches, largestPicture);
  }

  /** So many of the longest. */
  public Workload withPrompts(int prompts) {
    return new Workload(prompts, promptTokens, rows, answerTokens, patches, largestPicture);
  }
}
