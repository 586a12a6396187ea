package io.github.oryxcuration.cli.progress;

import io.github.oryxcuration.core.progress.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line when a stage starts and ends, and one every ten seconds between. For logs and pipes. */
final class LineProgress implements Progress {
  private static final double INTERVAL_SECONDS = 10;

  private final PrintWriter out;
  private final StageClock clock;

  LineProgress(PrintWriter out, LongSupplier nanos) {
    this.out = out;
    this.clock = new StageClock(nanos);
  }

  @Override
  public synchronized void stage(String name, long units) {
    done();
    clock.start(name, units);
    line(units > 0 ? name + ": " + units + " to do" : name);
  }

  @Override
  public synchronized void step(long units) {
    clock.step(units);
    if (clock.running() && clock.isDue(INTERVAL_SECONDS)) {
      line(
          clock.units() > 0
              ? clock.name() + ": " + clock.done() + " of " + clock.units()
              : clock.name() + ": " + clock.done());
    }
  }

  @Override
  public synchronized void message(String text) {
    line(text);
  }

  @Override
  public synchronized void done() {
    if (clock.running()) {
      // A stage that is one piece of work, such as the mix's decision, counts nothing.
      String count = clock.units() == 0 && clock.done() == 0 ? "" : clock.done() + " ";
      line(
          String.format(Locale.ROOT, "%s: %sdone in %.1f s", clock.name(), count, clock.seconds()));
      clock.stop();
    }
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }
}
