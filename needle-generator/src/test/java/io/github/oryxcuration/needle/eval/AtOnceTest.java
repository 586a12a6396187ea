package io.github.oryxcuration.needle.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AtOnceTest {
  @Test
  void resultsComeInTheOrderOfTheWorkAndNoMoreThanAllowedAreUnderWay() throws IOException {
    List<Integer> taken = new ArrayList<>();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch threeRun = new CountDownLatch(3);
    try (AtOnce<Integer> work = new AtOnce<>(3, taken::add)) {
      for (int i = 0; i < 50; i++) {
        int number = i;
        work.run(
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              threeRun.countDown();
              threeRun.await(); // ends only if three pieces run at once
              running.decrementAndGet();
              return number;
            });
      }
      work.finish();
    }

    assertThat(taken).hasSize(50).isSorted().doesNotHaveDuplicates();
    assertThat(most).hasValue(3);
  }

  @Test
  void failureIsThrownAndWhatIsUnderWayIsWaitedFor() {
    AtomicInteger ended = new AtomicInteger();
    List<Integer> taken = new ArrayList<>();

    assertThatThrownBy(
            () -> {
              try (AtOnce<Integer> work = new AtOnce<>(2, taken::add)) {
                work.run(
                    () -> {
                      throw new IOException("no answer");
                    });
                work.run(ended::incrementAndGet);
                work.finish();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("no answer");

    assertThat(ended).hasValue(1);
    assertThat(taken).isEmpty();
  }
}
