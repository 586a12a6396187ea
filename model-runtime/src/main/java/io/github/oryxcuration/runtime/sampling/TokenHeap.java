package io.github.oryxcuration.runtime.sampling;

/**
 * Indices, the one with the largest score first, of equal scores the last. Building it takes time
 * in proportion to their number; taking one, to its logarithm.
 */
final class TokenHeap {
  private final long[] heap;
  private int size;

  /**
   * A heap of some indices.
   *
   * @param indices into the scores
   */
  TokenHeap(float[] scores, int[] indices) {
    size = indices.length;
    heap = new long[size];
    for (int i = 0; i < size; i++) {
      heap[i] = ((long) ordered(scores[indices[i]]) << Integer.SIZE) | indices[i];
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
  }

  /** Whole numbers in the order of the floats; both zeros are one. */
  private static int ordered(float score) {
    int bits = Float.floatToRawIntBits(score + 0f);
    return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
  }

  int size() {
    return size;
  }

  int take() {
    int first = (int) heap[0];
    heap[0] = heap[--size];
    siftDown(0);
    return first;
  }

  private void siftDown(int at) {
    long moved = heap[at];
    int i = at;
    for (int child = 2 * i + 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && heap[child + 1] > heap[child]) {
        child++;
      }
      if (moved >= heap[child]) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = moved;
  }
}
