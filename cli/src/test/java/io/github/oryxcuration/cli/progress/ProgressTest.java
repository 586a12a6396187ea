package io.github.oryxcuration.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.progress.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text, true);
  private final AtomicLong nanos = new AtomicLong();

  private void pass(double seconds) {
    nanos.addAndGet((long) (seconds * 1e9));
  }

  private void run(Progress progress) {
    progress.stage("probe", 20);
    pass(4);
    progress.step(3);
    pass(7);
    progress.step(5);
    progress.step(1);
    progress.message("2 rows are faulty");
    pass(1.5);
    progress.stage("write", 0);
    pass(0.25);
    progress.step(11);
    progress.done();
    progress.done();
    progress.message("end");
  }

  @Test
  void linesTellStartEndAndEveryTenSecondsWhateverTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      run(new LineProgress(out, nanos::get));
    } finally {
      Locale.setDefault(before);
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "probe: 20 to do",
            "probe: 8 of 20",
            "2 rows are faulty",
            "probe: 9 done in 12.5 s",
            "write",
            "write: 11 done in 0.3 s",
            "end");
  }

  @Test
  void stageThatCountsNothingTellsNoCount() {
    Progress progress = new LineProgress(out, nanos::get);
    progress.stage("mix", 0);
    pass(0.5);
    progress.done();

    assertThat(text.toString().lines()).containsExactly("mix", "mix: done in 0.5 s");
  }

  @Test
  void jsonLinesTellStepsAtMostOncePerSecond() {
    run(new JsonProgress(out, nanos::get));

    assertThat(text.toString().lines())
        .containsExactly(
            "{\"event\":\"stage\",\"stage\":\"probe\",\"units\":20}",
            "{\"done\":3,\"event\":\"step\",\"stage\":\"probe\",\"units\":20}",
            "{\"done\":8,\"event\":\"step\",\"stage\":\"probe\",\"units\":20}",
            "{\"event\":\"message\",\"stage\":\"probe\",\"text\":\"2 rows are faulty\"}",
            "{\"done\":9,\"event\":\"done\",\"seconds\":12.5,\"stage\":\"probe\"}",
            "{\"event\":\"stage\",\"stage\":\"write\",\"units\":0}",
            "{\"done\":11,\"event\":\"done\",\"seconds\":0.25,\"stage\":\"write\"}",
            "{\"event\":\"message\",\"text\":\"end\"}");
  }

  @Test
  void stepsOfManyThreadsAreAllCounted() throws InterruptedException {
    LineProgress progress = new LineProgress(out, nanos::get);
    progress.stage("write", 4000);
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (int n = 0; n < 1000; n++) {
                  progress.step(1);
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    progress.done();

    assertThat(text.toString().lines())
        .containsExactly("write: 4000 to do", "write: 4000 done in 0.0 s");
  }
}
