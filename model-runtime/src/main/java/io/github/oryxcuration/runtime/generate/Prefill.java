package io.github.oryxcuration.runtime.generate;

import io.github.oryxcuration.runtime.decoder.Decoder;
import io.github.oryxcuration.runtime.decoder.SequenceCache;
import io.github.oryxcuration.runtime.script.Value;
import java.util.function.BooleanSupplier;

/** A prompt goes into its cache, and the logits of its last position come out. */
final class Prefill {
  private Prefill() {}

  /**
   * Runs.
   *
   * @param chunk most positions at once
   * @return logits [usable]; empty if cancelled
   */
  static float[] run(
      Decoder decoder,
      Value embeddings,
      SequenceCache cache,
      int chunk,
      int usable,
      BooleanSupplier cancelled) {
    int positions = decoder.rows(embeddings);
    float[][] logits = {new float[0]};
    decoder.append(
        embeddings,
        cache,
        chunk,
        (hidden, start, end) -> {
          if (end == positions) {
            logits[0] = decoder.logits(hidden, end - start - 1, end - start, usable);
          }
          return !cancelled.getAsBoolean();
        });
    return logits[0];
  }
}
