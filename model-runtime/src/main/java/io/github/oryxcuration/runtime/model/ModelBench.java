package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.runtime.bench.Median;
import io.github.oryxcuration.runtime.config.DecoderConfig;
import io.github.oryxcuration.runtime.config.VisionConfig;
import io.github.oryxcuration.runtime.decoder.DecodeBatch;
import io.github.oryxcuration.runtime.decoder.Decoder;
import io.github.oryxcuration.runtime.decoder.SequenceCache;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.vision.PatchMatrix;
import java.util.Arrays;
import java.util.List;

/** Times the parts of a loaded model. */
public final class ModelBench {
  /** Tokens that are decoded in one run. */
  public static final int STEPS = 16;

  private final OryxModel model;
  private final LoadedParts parts;
  private final int runs;

  /**
   * What one part did.
   *
   * @param seconds the median of the runs
   * @param flops operations, those of the attention included
   * @param bytes of weights, keys and values that are read at least
   */
  public record Timed(double seconds, double flops, double bytes) {
    /** Operations a second. */
    public double flopsPerSecond() {
      return flops / seconds;
    }

    /** Bytes a second. */
    public double bytesPerSecond() {
      return bytes / seconds;
    }
  }

  ModelBench(OryxModel model, LoadedParts parts, int runs) {
    this.model = model;
    this.parts = parts;
    this.runs = runs;
  }

  /** Encodes one picture of so many pixels a side. */
  public Timed vision(int side) {
    VisionConfig config = model.config().vision();
    PatchMatrix picture = PatchMatrix.of(RgbImage.filled(side, side, 10, 120, 230), config.patch());
    double n = picture.grid().cells();
    double c = config.width();
    double weights = 4 * c * c + 2 * c * config.mlp();
    double seconds =
        Median.seconds(
            runs,
            () -> {
              try (Value features = parts.embedder().encoder().encode(List.of(picture))) {
                awaitDone(features);
              }
            });
    return new Timed(
        seconds,
        config.depth() * (2 * n * weights + 4 * n * n * c),
        config.depth() * weights * model.type().bytes());
  }

  /** Reads a prompt of so many tokens, with the logits of its last one. */
  public Timed prefill(int tokens) {
    Decoder decoder = parts.decoder();
    double seconds;
    try (Value prompt = decoder.embed(ids(tokens))) {
      seconds =
          Median.seconds(
              runs,
              () -> {
                try (SequenceCache cache = decoder.newCache(tokens)) {
                  read(decoder, prompt, cache, tokens);
                }
              });
    }
    DecoderConfig config = decoder.config();
    double attention = 2.0 * tokens * tokens * config.heads() * config.headDim();
    return new Timed(
        seconds,
        2.0 * tokens * layerWeights(config) + config.layers() * attention,
        layerWeights(config) * model.type().bytes());
  }

  /** One step of so many rows over a prompt of so many tokens, in a stretch of steps. */
  public Timed decode(int tokens, int rows) {
    Decoder decoder = parts.decoder();
    double seconds;
    try (Value prompt = decoder.embed(ids(tokens));
        SequenceCache cache = decoder.newCache(tokens)) {
      read(decoder, prompt, cache, tokens);
      seconds =
          Median.seconds(
                  runs,
                  () -> {
                    try (DecodeBatch batch = decoder.newBatch()) {
                      batch.add(cache, rows, STEPS);
                      for (int i = 0; i < STEPS; i++) {
                        batch.step(ids(rows), model.tokens());
                      }
                    }
                  })
              / STEPS;
    }
    DecoderConfig config = decoder.config();
    double weights = layerWeights(config) + (double) config.vocab() * config.hidden();
    double cached = 2.0 * config.layers() * config.kvHeads() * config.headDim() * tokens;
    return new Timed(seconds, 2 * rows * weights, (weights + cached) * model.type().bytes());
  }

  private static double layerWeights(DecoderConfig config) {
    double heads = (config.heads() + config.kvHeads()) * (double) config.headDim();
    return config.layers() * config.hidden() * (2 * heads + 3.0 * config.intermediate());
  }

  private void read(Decoder decoder, Value prompt, SequenceCache cache, int tokens) {
    decoder.append(
        prompt,
        cache,
        (hidden, start, end) -> {
          if (end == tokens) {
            decoder.logits(hidden, end - start - 1, end - start, model.tokens());
          }
          return true;
        });
  }

  /** A GPU works on while Java does; what is read from it is done. */
  private void awaitDone(Value features) {
    try (Value first = parts.embedder().connector().first(features, 1)) {
      parts.embedder().connector().toFloats(first);
    }
  }

  private long[] ids(int count) {
    long[] ids = new long[count];
    Arrays.setAll(ids, i -> (7919L * i + 11) % model.tokens());
    return ids;
  }
}
