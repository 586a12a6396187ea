package io.github.oryxcuration.core.recipe;

/**
 * How media are checked and stored.
 *
 * @param check how much of a picture or video is read before it is planned
 * @param maxPixels of one picture or frame
 * @param maxBytes of one picture or video file
 * @param maxSeconds of decoding work on one video
 * @param maxFrames of one video file
 * @param limitSide pictures of more pixels than its square are scaled down and encoded anew; 0
 *     passes the bytes through
 * @param fit what is done to frames before they are stored
 * @param corruptTail whether a video that breaks off gives its good frames or is quarantined
 * @param jpegQuality of frames and of pictures that are encoded anew, 1 to 100
 */
public record MediaSpec(
    Check check,
    long maxPixels,
    long maxBytes,
    int maxSeconds,
    long maxFrames,
    int limitSide,
    Fit fit,
    CorruptTail corruptTail,
    int jpegQuality) {

  /** How much is read before a row is planned. */
  public enum Check {
    /** Headers alone. */
    HEADER,
    /** Pictures are decoded, videos are read packet by packet. */
    DECODE
  }

  /** What is done to frames before they are stored. */
  public enum Fit {
    /** Resized to exactly what the trainer would make of them, so that it changes nothing more. */
    STRETCH,
    /** Scaled with their proportions kept and padded to the trainer's grid. */
    PAD,
    /** Scaled down to the trainer's area with proportions kept; the trainer resizes once more. */
    KEEP
  }

  /** What a video that breaks off gives. */
  public enum CorruptTail {
    KEEP_FRAMES,
    QUARANTINE
  }
}
