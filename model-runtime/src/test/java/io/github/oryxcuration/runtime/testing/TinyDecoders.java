package io.github.oryxcuration.runtime.testing;

import io.github.oryxcuration.runtime.config.Architecture;
import io.github.oryxcuration.runtime.config.DecoderConfig;
import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.decoder.Decoder;
import io.github.oryxcuration.runtime.decoder.StagePlacement;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Small decoders of every kind that the published models are of. */
public final class TinyDecoders {
  private TinyDecoders() {}

  /** Architectures, heads tied and untied. */
  public static DecoderConfig config(Architecture architecture, boolean tied) {
    boolean qwen = architecture == Architecture.QWEN2;
    // Heads as wide as 24, so that width / heads is not what a head has.
    return new DecoderConfig(
        architecture, 64, 144, 3, 4, qwen ? 2 : 1, qwen ? 16 : 24, 512, 1e4, 1e-6, qwen, tied, 512);
  }

  /** Writes a model of that decoder and opens it. */
  public static OryxCheckpoint write(Path folder, DecoderConfig config) {
    try {
      TinyCheckpoint.write(folder, TinySpec.tiny().withDecoder(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return OryxCheckpoint.open(folder);
  }

  /** All layers in 32 bits, cut into stages before the given layers. */
  public static Decoder load(OryxCheckpoint checkpoint, boolean packed, int... cuts) {
    return load(checkpoint, ElementType.F32, packed, cuts);
  }

  public static Decoder load(
      OryxCheckpoint checkpoint, ElementType type, boolean packed, int... cuts) {
    DecoderConfig config = checkpoint.config().decoder();
    Placement placement = TestDevice.placement(type);
    int[] ends = java.util.Arrays.copyOf(cuts, cuts.length + 1);
    ends[cuts.length] = config.layers();
    StagePlacement[] stages = new StagePlacement[ends.length];
    int first = 0;
    for (int i = 0; i < ends.length; i++) {
      stages[i] = new StagePlacement(first, ends[i], placement, packed);
      first = ends[i];
    }
    return Decoder.load(config, checkpoint.tensors(), List.of(stages));
  }
}
