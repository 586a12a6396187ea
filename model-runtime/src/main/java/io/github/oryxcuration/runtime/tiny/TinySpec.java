package io.github.oryxcuration.runtime.tiny;

import io.github.oryxcuration.runtime.config.Architecture;
import io.github.oryxcuration.runtime.config.ConnectorConfig;
import io.github.oryxcuration.runtime.config.DecoderConfig;
import io.github.oryxcuration.runtime.config.GenerationDefaults;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.config.VisionConfig;
import io.github.oryxcuration.runtime.weights.ElementType;
import java.util.List;

/**
 * A random checkpoint to be written.
 *
 * @param middle width of the compressor's queries and keys
 * @param type of all elements
 * @param shards files of the main checkpoint; 1 writes {@code model.safetensors} without an index
 * @param seed the same one gives the same values, whatever the layout
 */
public record TinySpec(
    DecoderConfig decoder,
    VisionConfig vision,
    int middle,
    ElementType type,
    Tower tower,
    int shards,
    long seed) {
  /** Where the vision tower goes. */
  public enum Tower {
    /** Into the main checkpoint. */
    INSIDE,
    /** Into {@code oryx_vit.pth}. */
    BESIDE,
    /** Into both, with the same values. */
    BOTH
  }

  /** Of the published models. */
  private static final int MIDDLE = 256;

  private static final double EPS = 1e-6;
  private static final double THETA = 1e6;

  public TinySpec {
    if (decoder.vocab() < TinyTokenizer.SMALLEST) {
      throw new IllegalArgumentException(
          "vocab must be at least "
              + TinyTokenizer.SMALLEST
              + " (bytes and special tokens), but was "
              + decoder.vocab());
    }
    if (shards < 1) {
      throw new IllegalArgumentException("shards must be at least 1, but were " + shards);
    }
  }

  /** A model of about a million parameters, for trials and tests. */
  public static TinySpec tiny() {
    return new TinySpec(
        new DecoderConfig(
            Architecture.QWEN2, 64, 160, 2, 4, 2, 16, 512, THETA, EPS, true, false, 32_768),
        new VisionConfig(48, 2, 4, 120, 16, 32, EPS),
        MIDDLE,
        ElementType.F32,
        Tower.INSIDE,
        1,
        0);
  }

  /** The language model of Qwen2-0.5B under the small vision tower. */
  public static TinySpec qwen05b() {
    return tiny()
        .withDecoder(
            new DecoderConfig(
                Architecture.QWEN2,
                896,
                4864,
                24,
                14,
                2,
                64,
                151_936,
                THETA,
                EPS,
                true,
                true,
                32_768))
        .withType(ElementType.BF16);
  }

  /** The vision tower of the published models: 431 million parameters. */
  public static VisionConfig realVision() {
    return new VisionConfig(
        1152,
        27,
        VisionConfig.DEFAULT_HEADS,
        4304,
        VisionConfig.DEFAULT_PATCH,
        128,
        VisionConfig.DEFAULT_EPS);
  }

  public TinySpec withDecoder(DecoderConfig decoder) {
    return new TinySpec(decoder, vision, middle, type, tower, shards, seed);
  }

  public TinySpec withVision(VisionConfig vision) {
    return new TinySpec(decoder, vision, middle, type, tower, shards, seed);
  }

  public TinySpec withType(ElementType type) {
    return new TinySpec(decoder, vision, middle, type, tower, shards, seed);
  }

  public TinySpec withTower(Tower tower) {
    return new TinySpec(decoder, vision, middle, type, tower, shards, seed);
  }

  public TinySpec withShards(int shards) {
    return new TinySpec(decoder, vision, middle, type, tower, shards, seed);
  }

  public TinySpec withSeed(long seed) {
    return new TinySpec(decoder, vision, middle, type, tower, shards, seed);
  }

  /** What the checkpoint will say of itself. */
  public OryxConfig config() {
    int endOfText = TinyTokenizer.endOfText(decoder.vocab());
    return new OryxConfig(
        decoder,
        vision,
        new ConnectorConfig(vision.width(), middle, decoder.hidden()),
        new GenerationDefaults(
            List.of(TinyTokenizer.endOfTurn(decoder.vocab()), endOfText),
            endOfText,
            1,
            GenerationDefaults.DEFAULT_TOP_K,
            1,
            1,
            false),
        decoder.maxPositions());
  }
}
