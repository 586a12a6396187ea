package io.github.oryxcuration.cli.progress;

import io.github.oryxcuration.core.progress.Progress;
import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A moving bar per stage on a terminal. */
final class BarProgress implements Progress {
  private static final int UPDATE_MILLIS = 200;

  private final PrintWriter out;
  private @Nullable ProgressBar bar;

  BarProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void stage(String name, long units) {
    done();
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(units > 0 ? units : -1)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build();
  }

  @Override
  public synchronized void step(long units) {
    if (bar != null) {
      bar.stepBy(units);
    }
  }

  @Override
  public synchronized void message(String text) {
    if (bar == null) {
      out.println(text);
    } else {
      // On a line of its own; the bar is drawn anew below it.
      out.println("\r\u001b[2K" + text);
    }
    out.flush();
  }

  @Override
  public synchronized void done() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
