package io.github.oryxcuration.core.sample;

/**
 * What the trainer will make of a sample, computed before it is written.
 *
 * @param width of the first picture or of every frame after the trainer's resize, in pixels; 0 for
 *     text
 * @param height likewise
 * @param frames pictures or frames that the trainer will see
 * @param visualTokens after the compressor, separators included
 * @param textTokens template included
 * @param totalTokens that count against the limit
 * @param textTokensEstimated whether no tokenizer was at hand and {@code textTokens} is an estimate
 * @param distortion how far the trainer's resize changes the aspect ratio: the larger of new/old
 *     and old/new, at least 1; the worst picture counts; 1 for text
 * @param over whether {@code totalTokens} passes the trainer's limit
 */
public record Budget(
    int width,
    int height,
    int frames,
    long visualTokens,
    long textTokens,
    long totalTokens,
    boolean textTokensEstimated,
    double distortion,
    boolean over) {
  public Budget {
    if (width < 0 || height < 0 || frames < 0) {
      throw new IllegalArgumentException(
          "width, height and frames must be at least 0, but were %d, %d, %d"
              .formatted(width, height, frames));
    }
    if (visualTokens < 0 || textTokens < 0 || totalTokens < 0) {
      throw new IllegalArgumentException(
          "tokens must be at least 0, but were %d visual, %d text, %d in all"
              .formatted(visualTokens, textTokens, totalTokens));
    }
  }

  public Budget withDistortion(double distortion) {
    return new Budget(
        width,
        height,
        frames,
        visualTokens,
        textTokens,
        totalTokens,
        textTokensEstimated,
        distortion,
        over);
  }
}
