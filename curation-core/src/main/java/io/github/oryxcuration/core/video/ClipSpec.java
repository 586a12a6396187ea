package io.github.oryxcuration.core.video;

import static java.util.Objects.requireNonNull;

/**
 * How a clip is encoded.
 *
 * @param container of the file
 * @param codec of the frames
 * @param width in pixels, even
 * @param height in pixels, even
 * @param rateNumerator frames per {@code rateDenominator} seconds
 * @param rateDenominator in seconds
 * @param keyInterval frames from one key frame to the next; 1 makes every frame one
 * @param reordered B-frames between two others; 0 for H.264, whose encoder makes none
 * @param quantizer how coarse: H.264 1 (finest) to 51, MPEG-4 1 to 31
 * @param rotation clockwise degrees that players are told to turn the frames by: 0, 90, 180, 270
 */
public record ClipSpec(
    Container container,
    Codec codec,
    int width,
    int height,
    int rateNumerator,
    int rateDenominator,
    int keyInterval,
    int reordered,
    int quantizer,
    int rotation) {

  /** The file format of a clip. */
  public enum Container {
    MP4("mp4"),
    MATROSKA("matroska");

    private final String muxer;

    Container(String muxer) {
      this.muxer = muxer;
    }

    String muxer() {
      return muxer;
    }
  }

  /** How the frames of a clip are encoded. */
  public enum Codec {
    /** H.264, constrained baseline, by OpenH264. */
    H264("libopenh264", 51),
    /** MPEG-4 part 2. */
    MPEG4("mpeg4", 31);

    private final String encoder;
    private final int coarsest;

    Codec(String encoder, int coarsest) {
      this.encoder = encoder;
      this.coarsest = coarsest;
    }

    String encoder() {
      return encoder;
    }
  }

  private static final int USUAL_KEY_INTERVAL = 250;
  private static final int USUAL_QUANTIZER = 20;

  public ClipSpec {
    requireNonNull(container, "container");
    requireNonNull(codec, "codec");
    if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException(
          "width and height must be even and at least 2, but were " + width + "x" + height);
    }
    if (rateNumerator < 1 || rateDenominator < 1) {
      throw new IllegalArgumentException(
          "the rate must be above 0, but was " + rateNumerator + "/" + rateDenominator);
    }
    if (keyInterval < 1) {
      throw new IllegalArgumentException("keyInterval must be at least 1, but was " + keyInterval);
    }
    if (reordered < 0 || (reordered > 0 && codec == Codec.H264)) {
      throw new IllegalArgumentException(
          "reordered must be 0 for " + codec + " or at least 0, but was " + reordered);
    }
    if (quantizer < 1 || quantizer > codec.coarsest) {
      throw new IllegalArgumentException(
          "quantizer must be 1 to " + codec.coarsest + ", but was " + quantizer);
    }
    if (rotation < 0 || rotation > 270 || rotation % 90 != 0) {
      throw new IllegalArgumentException("rotation must be 0, 90, 180 or 270, but was " + rotation);
    }
  }

  /** H.264 in MP4, a key frame every 250 frames. */
  public static ClipSpec mp4(int width, int height, int framesPerSecond) {
    return new ClipSpec(
        Container.MP4,
        Codec.H264,
        width,
        height,
        framesPerSecond,
        1,
        USUAL_KEY_INTERVAL,
        0,
        USUAL_QUANTIZER,
        0);
  }

  public ClipSpec withContainer(Container container) {
    return new ClipSpec(
        container,
        codec,
        width,
        height,
        rateNumerator,
        rateDenominator,
        keyInterval,
        reordered,
        quantizer,
        rotation);
  }

  public ClipSpec withRate(int numerator, int denominator) {
    return new ClipSpec(
        container,
        codec,
        width,
        height,
        numerator,
        denominator,
        keyInterval,
        reordered,
        quantizer,
        rotation);
  }

  public ClipSpec withKeyInterval(int keyInterval) {
    return new ClipSpec(
        container,
        codec,
        width,
        height,
        rateNumerator,
        rateDenominator,
        keyInterval,
        reordered,
        quantizer,
        rotation);
  }

  /** MPEG-4 part 2, with so many B-frames between two others. */
  public ClipSpec asMpeg4(int reordered, int quantizer) {
    return new ClipSpec(
        container,
        Codec.MPEG4,
        width,
        height,
        rateNumerator,
        rateDenominator,
        keyInterval,
        reordered,
        quantizer,
        rotation);
  }

  public ClipSpec withQuantizer(int quantizer) {
    return new ClipSpec(
        container,
        codec,
        width,
        height,
        rateNumerator,
        rateDenominator,
        keyInterval,
        reordered,
        quantizer,
        rotation);
  }

  public ClipSpec withRotation(int rotation) {
    return new ClipSpec(
        container,
        codec,
        width,
        height,
        rateNumerator,
        rateDenominator,
        keyInterval,
        reordered,
        quantizer,
        rotation);
  }
}
