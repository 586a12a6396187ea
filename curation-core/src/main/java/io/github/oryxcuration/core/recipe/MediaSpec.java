package io.github.oryxcuration.core.recipe;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * How media are checked and stored.
 *
 * @param check how much of a picture or video is read before it is planned
 * @param links whether a symbolic link may lead out of the media root
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
    Links links,
    long maxPixels,
    long maxBytes,
    int maxSeconds,
    long maxFrames,
    int limitSide,
    Fit fit,
    CorruptTail corruptTail,
    int jpegQuality)
    implements Serializable {

  public MediaSpec {
    requireNonNull(check, "check");
    requireNonNull(links, "links");
    requireNonNull(fit, "fit");
    requireNonNull(corruptTail, "corruptTail");
    atLeast("maxPixels", maxPixels, 1);
    atLeast("maxBytes", maxBytes, 1);
    atLeast("maxSeconds", maxSeconds, 1);
    atLeast("maxFrames", maxFrames, 1);
    atLeast("limitSide", limitSide, 0);
    if (jpegQuality < 1 || jpegQuality > 100) {
      throw new IllegalArgumentException("jpegQuality must be in [1, 100], but was " + jpegQuality);
    }
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be >= " + least + ", but was " + value);
    }
  }

  /** How much is read before a row is planned. */
  public enum Check {
    /** Headers alone. */
    HEADER,
    /** Pictures are decoded, videos are read packet by packet. */
    DECODE
  }

  /** Where symbolic links below a media root may lead. */
  public enum Links {
    /** Below the root as well; others are refused like paths that climb out of it. */
    WITHIN,
    /** Anywhere. */
    FOLLOW
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
