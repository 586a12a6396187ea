package io.github.oryxcuration.cli.progress;

import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.core.progress.Progress;
import java.io.PrintWriter;

/** Chooses how progress is told. */
public final class Reporting {
  /** Set by the launcher where stderr is a terminal that can move its cursor. */
  private static final String TERMINAL = "oryxcuration.terminal";

  private Reporting() {}

  /** On stderr: nothing, JSON lines, a moving bar on a terminal, or plain lines. */
  public static Progress of(GlobalOptions options, PrintWriter err) {
    if (options.quiet()) {
      return Progress.NONE;
    }
    if (options.json()) {
      return new JsonProgress(err, System::nanoTime);
    }
    return Boolean.getBoolean(TERMINAL)
        ? new BarProgress(err)
        : new LineProgress(err, System::nanoTime);
  }
}
