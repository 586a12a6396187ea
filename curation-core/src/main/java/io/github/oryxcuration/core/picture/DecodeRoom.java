package io.github.oryxcuration.core.picture;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets large pictures wait for each other, so that as many as there are threads do not fill the
 * heap at once. Which picture comes first changes no result.
 */
final class DecodeRoom {
  /** Of this JVM. */
  static final DecodeRoom SHARED = ofHeap(Runtime.getRuntime().maxMemory());

  private static final long MEGAPIXEL = 1_000_000;

  /** Pixels, and what the decoders hold beside them, with as much again for those who look. */
  private static final long BYTES_OF_A_PIXEL = 16;

  private final int megapixels;
  private final Semaphore room;

  /** Room for so many millions of pixels at once; a larger picture is decoded with no other. */
  DecodeRoom(int megapixels) {
    this.megapixels = megapixels;
    this.room = new Semaphore(megapixels, true); // in turn, so that a large one is not passed by
  }

  static DecodeRoom ofHeap(long bytes) {
    return new DecodeRoom(
        (int) Math.min(1 << 20, Math.max(1, bytes / (MEGAPIXEL * BYTES_OF_A_PIXEL))));
  }

  /** Decodes when there is room. */
  <T> T decoded(long pixels, Supplier<T> decoder) {
    int taken = (int) Math.min(megapixels, 1 + pixels / MEGAPIXEL);
    room.acquireUninterruptibly(taken);
    try {
      return decoder.get();
    } finally {
      room.release(taken);
    }
  }
}
