package io.github.oryxcuration.runtime.decoder;

import io.github.oryxcuration.runtime.config.DecoderConfig;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.weights.Placement;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Qwen2 or Llama decoder.
 *
 * <pre>
 *   x += o(attention(rotate(q), rotate(k), v)),  q, k, v = linear(norm(x))     per layer
 *   x += down(silu(gate(norm(x))) * up(norm(x)))
 *   logits = head(norm(x))
 * </pre>
 *
 * <p>Root-mean-square norms in 32 bits, rotary positions over half-split pairs, grouped keys.
 * Source: Hugging Face transformers 4.39, {@code modeling_qwen2.py}, {@code modeling_llama.py}.
 *
 * <p>Shapes: n positions, C hidden, V vocabulary. Safe for several threads at once, each with
 * caches of its own.
 */
public final class Decoder implements AutoCloseable {
  private final DecoderConfig config;
  private final List<DecoderStage> stages;
  private final int chunk;

  private Decoder(DecoderConfig config, List<DecoderStage> stages, int chunk) {
    this.config = config;
    this.stages = List.copyOf(stages);
    this.chunk = chunk;
  }

  /** Loads a decoder that stands in one place. */
  public static Decoder load(
      DecoderConfig config, Map<String, StoredTensor> tensors, Placement placement) {
    return load(config, tensors, List.of(StagePlacement.of(0, config.layers(), placement)));
  }

  /**
   * Loads a decoder.
   *
   * @param tensors by their names in the checkpoint
   * @param placements its stages; together all layers, in order
   */
  public static Decoder load(
      DecoderConfig config, Map<String, StoredTensor> tensors, List<StagePlacement> placements) {
    return load(config, tensors, placements, Chunks.of(config, placements));
  }

  static Decoder load(
      DecoderConfig config,
      Map<String, StoredTensor> tensors,
      List<StagePlacement> placements,
      int chunk) {
    check(config, placements);
    List<DecoderStage> stages = new ArrayList<>();
    try {
      for (StagePlacement placement : placements) {
        stages.add(
            DecoderStage.load(config, tensors, placement, DecoderStage.script(placement.packed())));
      }
    } catch (RuntimeException | Error e) {
      stages.forEach(DecoderStage::close);
      throw e;
    }
    return new Decoder(config, stages, chunk);
  }

  private static void check(DecoderConfig config, List<StagePlacement> placements) {
    int next = 0;
    for (StagePlacement placement : placements) {
      if (placement.first() != next) {
        throw new IllegalArgumentException(
            "a stage must start at layer " + next + ", but starts at " + placement.first());
      }
      next = placement.end();
    }
    if (next != config.layers()) {
      throw new IllegalArgumentException(
          "stages must hold all " + config.layers() + " layers, but hold " + next);
    }
  }

  public DecoderConfig config() {
    return config;
  }

  /** The embeddings [n, C] of tokens. */
  public Value embed(long[] ids) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= config.vocab()) {
        throw new IllegalArgumentException(
            "token ids must be in 0 to "
                + (config.vocab() - 1)
                + ", but number "
                + i
                + " is "
                + ids[i]);
      }
    }
    try (Value tokens = Value.longs(ids, ids.length)) {
      return stages.get(0).module().call("embed", tokens);
    }
  }

  /** An empty cache for one sequence. */
  public SequenceCache newCache(int room) {
    List<Value> caches = new ArrayList<>();
    try {
      for (DecoderStage stage : stages) {
        caches.add(stage.module().call("new_cache", room));
      }
    } catch (RuntimeException | Error e) {
      caches.forEach(Value::close);
      throw e;
    }
    return new SequenceCache(caches, room);
  }

  /** An empty batch of rows to be decoded. */
  public DecodeBatch newBatch() {
    return DecodeBatch.of(this, stages);
  }

  /** Takes what comes out of the last layer. */
  @FunctionalInterface
  public interface HiddenStates {
    /**
     * Takes a chunk.
     *
     * @param hidden [end - start, C], before the final norm; closed after the call
     * @param start first position of the chunk among those appended
     * @return whether to go on
     */
    boolean accept(Value hidden, int start, int end);
  }

  /**
   * Appends positions to a sequence, in chunks, until all are appended or the taker has enough.
   *
   * @param embeddings [n, C]
   * @param cache of the sequence; has room for n more
   */
  public void append(Value embeddings, SequenceCache cache, HiddenStates sink) {
    append(embeddings, cache, chunk, sink);
  }

  /**
   * Appends positions in chunks of a bounded size.
   *
   * @param most positions of a chunk; the decoder's own choice where that is smaller
   */
  public void append(Value embeddings, SequenceCache cache, int most, HiddenStates sink) {
    int step = Math.max(1, Math.min(chunk, most));
    int n = rows(embeddings);
    if (n > cache.room() - cache.length()) {
      throw new IllegalArgumentException(
          "the cache must have room for "
              + n
              + " more positions, but holds "
              + cache.length()
              + " of "
              + cache.room());
    }
    for (int start = 0; start < n; start += step) {
      int end = Math.min(n, start + step);
      Value x = stages.get(0).module().call("slice", embeddings, start, end);
      try {
        for (int i = 0; i < stages.size(); i++) {
          Value in = x;
          x = stages.get(i).module().call("append", in, cache.stage(i), cache.length());
          in.close();
        }
        cache.grow(end - start);
        if (!sink.accept(x, start, end)) {
          return;
        }
      } finally {
        x.close();
      }
    }
  }

  /** How many positions embeddings are. */
  public int rows(Value embeddings) {
    try (Value rows = stages.get(0).module().call("rows", embeddings)) {
      return (int) rows.toLong();
    }
  }

  /**
   * The logits [end - start, usable] of positions of {@code hidden}.
   *
   * @param hidden [n, C], as {@link HiddenStates} gets it
   * @param usable how many rows of the head name a token; those after them are left out
   */
  public float[] logits(Value hidden, int start, int end, int usable) {
    try (Value logits = last().module().call("logits_between", hidden, start, end, usable)) {
      return logits.toFloats();
    }
  }

  /**
   * The log-probability of a token at every position; the head works in blocks.
   *
   * @param hidden [n, C], as {@link HiddenStates} gets it
   * @param targets n tokens
   */
  public float[] scores(Value hidden, long[] targets, int usable) {
    try (Value tokens = Value.longs(targets, targets.length);
        Value scores = last().module().call("score", hidden, tokens, usable)) {
      return scores.toFloats();
    }
  }

  private DecoderStage last() {
    return stages.get(stages.size() - 1);
  }

  /** Frees the weights. */
  @Override
  public void close() {
    stages.forEach(DecoderStage::close);
  }
}
