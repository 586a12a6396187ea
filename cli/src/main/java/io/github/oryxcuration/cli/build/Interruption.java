package io.github.oryxcuration.cli.build;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says what Ctrl-C leaves. Whatever is on disk is resumable at any moment; nothing is cleaned up.
 */
final class Interruption implements AutoCloseable {
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread hook;

  private Interruption(String folder, PrintWriter err) {
    hook =
        new Thread(
            () -> {
              if (!over.get()) {
                err.println();
                err.println(
                    "oryx-curate: interrupted. "
                        + folder
                        + " can be resumed: run the same command again.");
                err.flush();
              }
            });
  }

  static Interruption watch(String folder, PrintWriter err) {
    Interruption interruption = new Interruption(folder, err);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** The work is done. */
  void over() {
    over.set(true);
  }

  @Override
  public void close() {
    over.set(true); // an exception is told by others
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      over.set(false);
    }
  }
}
