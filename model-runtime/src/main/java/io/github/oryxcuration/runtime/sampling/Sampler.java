package io.github.oryxcuration.runtime.sampling;

import io.github.oryxcuration.runtime.weights.ModelException;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Chooses the tokens of one sequence, one after another, and remembers them for the repetition
 * penalty. The same seed, row and logits give the same tokens.
 *
 * <p>Source: Hugging Face transformers 4.39, {@code generation/logits_process.py}; scores are
 * computed in 32 bits, as there. Where the reference cuts the head to the tokenizer's length, the
 * caller passes that many logits.
 */
public final class Sampler {
  private final Sampling sampling;
  private final SplittableRandom random;
  private final BitSet generated = new BitSet();

  /**
   * A sampler for one sequence.
   *
   * @param row number of the sequence among those of one seed
   */
  public Sampler(Sampling sampling, long seed, int row) {
    this.sampling = sampling;
    this.random = new SplittableRandom(mix(mix(seed) + row));
  }

  /** So that neighbouring seeds and rows share no stretch of random numbers (Stafford's mix 13). */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * Chooses the next token.
   *
   * @param logits overwritten
   * @param from where those of this sequence start
   * @param count how many tokens there are
   * @throws ModelException if no token can be chosen: a logit is NaN or plus infinity, or all are
   *     minus infinity
   */
  public int next(float[] logits, int from, int count) {
    float most = check(logits, from, count);
    if (most == Float.NEGATIVE_INFINITY) {
      throw new ModelException(
          "all " + count + " logits are minus infinity: the weights of the model are damaged");
    }
    int token =
        sampling.isGreedy()
            ? likeliest(penalised(logits, from), from, count)
            : candidates(logits, from, count).draw(random.nextDouble());
    generated.set(token);
    return token;
  }

  private static float check(float[] logits, int from, int count) {
    float most = Float.NEGATIVE_INFINITY;
    boolean bad = false;
    for (int i = from; i < from + count; i++) {
      bad |= !(logits[i] < Float.POSITIVE_INFINITY); // also catches NaN
      most = Math.max(most, logits[i]);
    }
    if (bad) {
      for (int i = from; i < from + count; i++) {
        if (!(logits[i] < Float.POSITIVE_INFINITY)) {
          throw new ModelException(
              "logits must be numbers below infinity, but that of token "
                  + (i - from)
                  + " is "
                  + logits[i]
                  + ": the weights or the input of the model are damaged, or overflow its type");
        }
      }
    }
    return most;
  }

  /** Of equal ones, the first. */
  private static int likeliest(float[] logits, int from, int count) {
    int best = from;
    for (int i = from; i < from + count; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    return best - from;
  }

  private float[] penalised(float[] logits, int from) {
    float penalty = (float) sampling.repetitionPenalty();
    if (penalty != 1) {
      for (int id = generated.nextSetBit(0); id >= 0; id = generated.nextSetBit(id + 1)) {
        float score = logits[from + id];
        logits[from + id] = score < 0 ? score * penalty : score / penalty;
      }
    }
    return logits;
  }

  /** What is left after penalty, temperature, top-k and top-p. */
  Candidates candidates(float[] logits, int from, int count) {
    penalised(logits, from);
    float temperature = (float) sampling.temperature();
    if (temperature != 1) {
      for (int i = from; i < from + count; i++) {
        logits[i] /= temperature;
      }
    }
    Candidates candidates = Candidates.of(logits, from, count, sampling.topK());
    return sampling.topP() < 1 ? candidates.topP(sampling.topP()) : candidates;
  }
}
