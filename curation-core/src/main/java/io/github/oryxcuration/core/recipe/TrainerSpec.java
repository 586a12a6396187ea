package io.github.oryxcuration.core.recipe;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * The trainer that will read the set: what it does to a sample is computed before it is written.
 *
 * @param maxTokens model_max_length of the trainer: 8192 in stage 1, 16384 in stage 2
 * @param overBudget what to do with a sample of more tokens
 * @param imageMaxSide MAXRES: pictures keep at most its square in pixels (1536; stage 1: 1280)
 * @param imageBaseSide HIGHRES_BASE: 0 keeps the native size, 768 scales every picture to 768²
 *     pixels (alignment)
 * @param frameMinSide VIDEO_MINRES
 * @param frameMaxSide VIDEO_MAXRES
 * @param framesPerSecond how often a video is sampled
 * @param maxFrames frames_upbound: more are thinned uniformly
 */
public record TrainerSpec(
    int maxTokens,
    OverBudget overBudget,
    int imageMaxSide,
    int imageBaseSide,
    int frameMinSide,
    int frameMaxSide,
    double framesPerSecond,
    int maxFrames)
    implements Serializable {

  public TrainerSpec {
    requireNonNull(overBudget, "overBudget");
    atLeast("maxTokens", maxTokens, 1);
    atLeast("imageMaxSide", imageMaxSide, 1);
    atLeast("imageBaseSide", imageBaseSide, 0);
    atLeast("frameMinSide", frameMinSide, 0);
    atLeast("frameMaxSide", frameMaxSide, Math.max(1, frameMinSide));
    atLeast("maxFrames", maxFrames, 1);
    if (!(framesPerSecond > 0 && Double.isFinite(framesPerSecond))) {
      throw new IllegalArgumentException("framesPerSecond must be > 0, but was " + framesPerSecond);
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be >= " + least + ", but was " + value);
    }
  }

  /** What to do with a sample that passes the token limit. */
  public enum OverBudget {
    /** The ledger gets it, as OVER_BUDGET. */
    DROP,
    /** Frames are thinned uniformly until it fits; a sample without frames is dropped. */
    FEWER_FRAMES,
    /** It is written and marked. */
    KEEP
  }
}
