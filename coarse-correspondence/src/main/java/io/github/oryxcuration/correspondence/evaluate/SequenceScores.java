package io.github.oryxcuration.correspondence.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * How well a tracker did on a sequence.
 *
 * @param frames of the sequence
 * @param compared frames of which the truth is known
 * @param millisPerFrame wall time of tracking, decoding included
 * @param masks where objects are known by masks
 * @param ids likewise
 * @param boxes where an object is known by boxes
 */
public record SequenceScores(
    String tracker,
    int frames,
    int compared,
    double millisPerFrame,
    @Nullable Masks masks,
    TrackEvaluation.@Nullable Scores ids,
    @Nullable Boxes boxes) {

  /**
   * J and F as davis2017-evaluation computes them: over the frames of each object, then over
   * objects.
   *
   * @param objects of the truth
   */
  public record Masks(int objects, Spread j, Spread f) {
    /** The mean of both means. */
    public double jAndF() {
      return (j.mean() + f.mean()) / 2;
    }
  }

  /**
   * A measure over frames.
   *
   * @param recall the share of frames in which it is above 0.5
   * @param decay how much less it is in the last quarter of frames than in the first
   */
  public record Spread(double mean, double recall, double decay) {}

  /**
   * One object's boxes as OTB compares them (Wu, Lim and Yang, CVPR 2013).
   *
   * @param success the mean over thresholds of 0 to 1 of the share of frames that overlap by more
   * @param precision the share of frames in which the middles are at most 20 pixels apart
   */
  public record Boxes(double success, double precision) {}
}
