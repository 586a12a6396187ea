package io.github.oryxcuration.core.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecodeRoomTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private int work() {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    for (int i = 0; i < 10_000; i++) {
      Thread.onSpinWait();
    }
    return running.decrementAndGet();
  }

  private void decodeAll(DecodeRoom room, long pixels, int pictures) throws Exception {
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      all.add(threads.submit(() -> room.decoded(pixels, this::work)));
    }
    for (Future<Integer> one : all) {
      one.get();
    }
  }

  @Test
  void picturesThatFillTheRoomAreDecodedOneByOne() throws Exception {
    decodeAll(new DecodeRoom(64), 40_000_000, 200);
    assertThat(most).hasValue(1);
    decodeAll(new DecodeRoom(64), 900_000_000, 200);
    assertThat(most).as("larger than the room").hasValue(1);
  }

  @Test
  void picturesForWhichThereIsRoomAreDecodedTogether() throws Exception {
    DecodeRoom room = new DecodeRoom(64);
    CountDownLatch together = new CountDownLatch(3);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(threads.submit(() -> room.decoded(20_000_000, () -> met(together))));
    }
    for (Future<Boolean> one : all) {
      assertThat(one.get()).isTrue();
    }
  }

  /** Ends only when all have come. */
  private static boolean met(CountDownLatch latch) {
    latch.countDown();
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void roomOfAFailureIsGivenBack() {
    DecodeRoom room = new DecodeRoom(1);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  room.decoded(
                      5,
                      () -> {
                        throw new IllegalStateException("broken");
                      }))
          .hasMessage("broken");
    }
  }

  @Test
  void anyHeapHasRoomForOne() {
    assertThat(DecodeRoom.ofHeap(1).decoded(5_000_000, () -> "done")).isEqualTo("done");
    assertThat(DecodeRoom.ofHeap(Long.MAX_VALUE).decoded(5, () -> "done")).isEqualTo("done");
  }
}
