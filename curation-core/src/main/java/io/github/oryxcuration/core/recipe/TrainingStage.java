package io.github.oryxcuration.core.recipe;

/**
 * The stages in which Oryx is trained (arXiv 2409.12961, section 4.1) and what the trainer is set
 * to in each. They are presets: every key of a recipe's {@code trainer} section overrides its
 * number.
 */
public enum TrainingStage {
  /**
   * Stage 1, first part: 558K captions train the connector alone, every picture scaled to 768²
   * pixels. The largest side does not matter where a base is set.
   */
  ALIGNMENT(8192, 1280, 768),
  /** Stage 1, second part: about 4.1 M pictures of at most 1280² pixels, 8192 tokens. */
  SFT(8192, 1280, 0),
  /** Stage 2: pictures of at most 1536² pixels together with videos, 16384 tokens. */
  JOINT(16384, 1536, 0);

  private final int maxTokens;
  private final int imageMaxSide;
  private final int imageBaseSide;

  TrainingStage(int maxTokens, int imageMaxSide, int imageBaseSide) {
    this.maxTokens = maxTokens;
    this.imageMaxSide = imageMaxSide;
    this.imageBaseSide = imageBaseSide;
  }

  /** Frames of 288² to 480² pixels, one a second and at most 64 of a video, in every stage. */
  public TrainerSpec trainer() {
    return new TrainerSpec(
        maxTokens, TrainerSpec.OverBudget.DROP, imageMaxSide, imageBaseSide, 288, 480, 1.0, 64);
  }
}
