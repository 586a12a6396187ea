package io.github.oryxcuration.runtime.script;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The calls that are in the engine now. Libtorch takes its own state apart when the process ends,
 * also under a call that still runs, which then ends the process by a signal of its own. So the end
 * of the JVM (Ctrl-C, SIGTERM) waits for the calls that run, and lets no new one begin.
 */
final class RunningCalls {
  private static final long LONGEST_WAIT_SECONDS = 60;
  private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();

  static {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(RunningCalls::end, "running-calls"));
    } catch (IllegalStateException ending) {
      end();
    }
  }

  private RunningCalls() {}

  /** Held while a call runs. */
  static Lock one() {
    return LOCK.readLock();
  }

  /** No call begins after it. */
  private static void end() {
    try {
      if (!LOCK.writeLock().tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        System.getLogger(RunningCalls.class.getName())
            .log(System.Logger.Level.WARNING, "The engine is still at work at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
