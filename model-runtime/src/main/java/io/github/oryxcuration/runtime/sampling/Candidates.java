package io.github.oryxcuration.runtime.sampling;

import java.util.Arrays;

/**
 * The tokens that top-k and top-p leave, with their scores. Neither sorts the vocabulary: top-k
 * keeps a heap of k scores, top-p takes the likeliest off a heap until the rest is too unlikely.
 */
final class Candidates {
  private final int[] ids;
  private final float[] scores;

  private Candidates(int[] ids, float[] scores) {
    this.ids = ids;
    this.scores = scores;
  }

  /**
   * All tokens of {@code logits[from … from + count)} whose score is above minus infinity.
   *
   * @param topK 0 keeps all
   */
  static Candidates of(float[] logits, int from, int count, int topK) {
    float least =
        topK > 0 && topK < count ? kthLargest(logits, from, count, topK) : Float.NEGATIVE_INFINITY;
    int kept = 0;
    for (int i = from; i < from + count; i++) {
      kept += isKept(logits[i], least) ? 1 : 0;
    }
    int[] ids = new int[kept];
    float[] scores = new float[kept];
    int at = 0;
    for (int i = from; i < from + count; i++) {
      if (isKept(logits[i], least)) {
        ids[at] = i - from;
        scores[at++] = logits[i];
      }
    }
    return new Candidates(ids, scores);
  }

  private static boolean isKept(float score, float least) {
    return score >= least && score != Float.NEGATIVE_INFINITY;
  }

  private static float kthLargest(float[] logits, int from, int count, int k) {
    float[] heap = Arrays.copyOfRange(logits, from, from + k); // smallest first
    for (int i = k / 2 - 1; i >= 0; i--) {
      siftDown(heap, i);
    }
    for (int i = from + k; i < from + count; i++) {
      if (logits[i] > heap[0]) {
        heap[0] = logits[i];
        siftDown(heap, 0);
      }
    }
    return heap[0];
  }

  private static void siftDown(float[] heap, int at) {
    float moved = heap[at];
    int i = at;
    for (int child = 2 * i + 1; child < heap.length; child = 2 * i + 1) {
      if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
        child++;
      }
      if (moved <= heap[child]) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = moved;
  }

  /**
   * Leaves out the unlikeliest whose probabilities together are at most 1 - topP, but never the
   * last of all. Of equal ones, the first in the vocabulary go first.
   */
  Candidates topP(double topP) {
    float[] probabilities = weights();
    float sum = (float) sum(probabilities);
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] /= sum;
    }
    double rest = sum(probabilities); // of those not yet taken
    float leaveOut = (float) (1 - topP);
    TokenHeap heap = new TokenHeap(scores, notAllLeftOut(probabilities, leaveOut));
    int[] order = new int[heap.size()];
    int kept = 0;
    while (heap.size() > 0 && (kept == 0 || (float) rest > leaveOut)) {
      int next = heap.take();
      order[kept++] = next;
      rest -= probabilities[next];
    }
    int[] keptIds = new int[kept];
    float[] keptScores = new float[kept];
    for (int i = 0; i < kept; i++) {
      keptIds[i] = ids[order[i]];
      keptScores[i] = scores[order[i]];
    }
    return new Candidates(keptIds, keptScores);
  }

  /** Without those so unlikely that together they have half of what is left out. */
  private static int[] notAllLeftOut(float[] probabilities, float leaveOut) {
    float least = leaveOut / 2 / probabilities.length;
    int count = 0;
    for (float probability : probabilities) {
      count += probability >= least ? 1 : 0;
    }
    int[] indices = new int[count];
    int at = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] >= least) {
        indices[at++] = i;
      }
    }
    return indices;
  }

  /** In proportion to the probabilities; 1 for the likeliest. */
  private float[] weights() {
    float most = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      most = score > most ? score : most;
    }
    float[] weights = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      weights[i] = Exponential.of(scores[i] - most);
    }
    return weights;
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  /**
   * Draws one.
   *
   * @param uniform in [0, 1)
   */
  int draw(double uniform) {
    float[] weights = weights();
    double left = uniform * sum(weights);
    int chosen = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        chosen = i;
        left -= weights[i];
        if (left < 0) {
          break;
        }
      }
    }
    return ids[chosen];
  }

  int size() {
    return ids.length;
  }

  int id(int i) {
    return ids[i];
  }

  float score(int i) {
    return scores[i];
  }
}
