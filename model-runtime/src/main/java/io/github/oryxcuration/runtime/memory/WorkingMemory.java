package io.github.oryxcuration.runtime.memory;

import io.github.oryxcuration.runtime.config.DecoderConfig;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.config.VisionConfig;
import io.github.oryxcuration.runtime.weights.ElementType;

/**
 * Bytes that computing takes beside the weights; upper bounds, from the sizes of the tensors that
 * the scripts (encoder.py, connector.py, decoder.py) hold at the same time.
 *
 * <p>C width, M inner width, H heads, K key heads, D width of a head, V vocabulary, b bytes of an
 * element.
 */
final class WorkingMemory {
  /** Scores of attention are made in blocks of so many at most, on the CPU and on CUDA in fp32. */
  private static final long CPU_SCORES = 6_291_456;

  private static final long CUDA_SCORES = 268_435_456;
  private static final long VISION_SCORES = 4_194_304;
  private static final int FEWEST_KEYS = 64;
  private static final int MLP_BLOCK = 1024;
  private static final int FEWEST_QUERIES = 16;

  private final VisionConfig vision;
  private final DecoderConfig decoder;
  private final ElementType type;
  private final boolean cpu;

  WorkingMemory(OryxConfig config, ElementType type, boolean cpu) {
    this.vision = config.vision();
    this.decoder = config.decoder();
    this.type = type;
    this.cpu = cpu;
  }

  /** Keys and values of one layer. */
  long cacheOfLayer(Workload work) {
    long positions =
        work.allPromptTokens() + (long) work.prompts() * work.rows() * work.answerTokens();
    return 2L * decoder.kvHeads() * decoder.headDim() * positions * type.bytes();
  }

  /** Pictures of so many patches together, encoded and joined to the language model's width. */
  long vision(int patches, int largestPicture) {
    long c = vision.width();
    long pixels = 3L * vision.patch() * vision.patch();
    // The residual stream and a norm of it in 32 bits, the norm as it is computed with, and either
    // queries, keys, values, those three by head (with eight ones beside the values) and what comes
    // out of attention, or the inner layer and what comes out of it.
    long attention = patches * (7 * c + 8L * vision.heads());
    long inner = (long) vision.mlp() * (cpu ? Math.min(patches, MLP_BLOCK) : patches);
    long encoder =
        patches * (2 * c * Float.BYTES + c * type.bytes())
            + Math.max(attention, inner + 2L * patches * c) * type.bytes();
    long scores =
        Math.min(
            (long) largestPicture * largestPicture * vision.heads(),
            Math.max(VISION_SCORES, (long) largestPicture * FEWEST_KEYS));
    long connector = patches * (3 * c + 3L * decoder.hidden()) * type.bytes();
    return patches * pixels * (2 * Float.BYTES + type.bytes())
        + Math.max(encoder + 2 * scores * type.bytes(), connector);
  }

  /** The embeddings of all prompts, and a copy while their parts are joined. */
  long prompts(Workload work) {
    return 2 * work.allPromptTokens() * decoder.hidden() * type.bytes();
  }

  /** So many positions of a prompt on their way through a layer, or all rows of a batch. */
  long layers(int chunk, Workload work) {
    long rows = Math.max(chunk, (long) work.prompts() * work.rows());
    long heads = decoder.heads() + 2L * decoder.kvHeads();
    long projected = 3 * heads * decoder.headDim();
    long inner = 2L * decoder.intermediate();
    long stream = rows * (4L * decoder.hidden() + Math.max(projected, inner)) * type.bytes();
    return stream + 2 * scores(work) * type.bytes();
  }

  private long scores(Workload work) {
    long seen = (long) work.promptTokens() + work.answerTokens();
    long decoding = (long) decoder.heads() * work.prompts() * work.rows() * seen;
    if (!cpu && type != ElementType.F32) {
      return decoding; // Prompts go through a kernel that keeps no scores.
    }
    long budget = cpu ? CPU_SCORES : CUDA_SCORES;
    return Math.max(decoding, Math.max(budget, seen * decoder.heads() * FEWEST_QUERIES));
  }

  /** Logits of all rows, or of a block of positions that is scored. */
  long logits(Workload work) {
    long numbers = (long) work.prompts() * work.rows() * decoder.vocab();
    return Math.max(numbers, CPU_SCORES) * (type.bytes() + 2 * Float.BYTES);
  }
}
