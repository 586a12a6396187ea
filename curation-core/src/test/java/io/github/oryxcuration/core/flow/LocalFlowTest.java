package io.github.oryxcuration.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalFlowTest {
  private record Nothing() {}

  private record Task(int number) {}

  private record Result(int number) {}

  private interface Work {
    void run(int number) throws Exception;
  }

  @TempDir private Path folder;
  private final AtomicInteger failed = new AtomicInteger();
  private final Set<Integer> started = Collections.synchronizedSet(new TreeSet<>());

  private void run(int parallelism, int tasks, Work work) throws IOException {
    new LocalFlow(parallelism, Progress.NONE)
        .run(
            List.of(new Numbers(tasks, started, work)), new Finished(folder.toString(), "a build"));
  }

  private List<String> markers() throws IOException {
    Path done = folder.resolve("work/done");
    if (!Files.isDirectory(done)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(done)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void lateFailureStopsTheRunThoughAnEarlierTaskStillRuns() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                run(
                    2,
                    100,
                    number -> {
                      if (number == 0) {
                        never.await();
                      }
                      if (number == 3) {
                        throw new IOException("no space left");
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("The stage numbers failed: no space left");
    assertThat(started).containsExactly(0, 1, 2, 3);
    assertThat(markers()).containsExactly("numbers-00001.json", "numbers-00002.json");
  }

  @Test
  void rerunRepeatsNoFinishedTask() throws IOException {
    assertThatThrownBy(
            () ->
                run(
                    1,
                    5,
                    number -> {
                      if (number == 3) {
                        throw new IllegalStateException("broken");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    started.clear();

    run(1, 5, number -> {});

    assertThat(started).containsExactly(3, 4);
  }

  @Test
  void ofSeveralFailuresTheLowestTaskIsTold() {
    CyclicBarrier all = new CyclicBarrier(4);
    assertThatThrownBy(
            () ->
                run(
                    4,
                    4,
                    number -> {
                      all.await();
                      if (number > 0) {
                        uninterruptibly(number);
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("The stage numbers failed: task 1");
  }

  /** Ends in the order 3, 2, 1, whether or not the thread is interrupted. */
  private void uninterruptibly(int number) throws IOException {
    while (failed.get() < 3 - number) {
      Thread.onSpinWait();
    }
    failed.incrementAndGet();
    throw new IOException("task " + number);
  }

  @Test
  void taskThatWasInterruptedIsNotTakenForDone() throws IOException {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                run(
                    2,
                    2,
                    number -> {
                      if (number == 1) {
                        waiting.await();
                        throw new IOException("full");
                      }
                      waiting.countDown();
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // and goes on, as if a row had failed
                      }
                    }))
        .hasMessage("The stage numbers failed: full");
    assertThat(markers()).isEmpty();
  }

  private record Numbers(int tasks, Set<Integer> started, Work work)
      implements Stage<Nothing, Task, Result> {
    @Override
    public Class<Nothing> previousType() {
      return Nothing.class;
    }

    @Override
    public Class<Task> taskType() {
      return Task.class;
    }

    @Override
    public Class<Result> resultType() {
      return Result.class;
    }

    @Override
    public String name() {
      return "numbers";
    }

    @Override
    public List<Task> cut(List<Nothing> previous) {
      return IntStream.range(0, tasks).mapToObj(Task::new).toList();
    }

    @Override
    public Result run(Task task) throws IOException {
      started.add(task.number);
      try {
        work.run(task.number);
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
      return new Result(task.number);
    }
  }
}
