package io.github.oryxcuration.runtime.script;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The scripts that run now. Libtorch takes its own state apart when the process ends, also under a
 * script that still runs, which then ends the process by a signal of its own. A program that may be
 * ended at any moment (Ctrl-C, SIGTERM) therefore asks once for {@link #endAfterThem}.
 */
public final class RunningCalls {
  private static final long LONGEST_WAIT_SECONDS = 60;
  private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();
  private static volatile boolean ending;

  private RunningCalls() {}

  /**
   * From now on the end of this JVM waits for the scripts that run then, for a minute at most. From
   * that moment on, threads that call one do not come back: they end with the JVM.
   */
  public static void endAfterThem() {
    Runtime.getRuntime().addShutdownHook(new Thread(RunningCalls::end, "running-calls"));
  }

  static <T> T during(Supplier<T> call) {
    stayIfEnding();
    LOCK.readLock().lock();
    try {
      return call.get();
    } finally {
      LOCK.readLock().unlock();
      stayIfEnding();
    }
  }

  private static void stayIfEnding() {
    while (ending) {
      LockSupport.park();
    }
  }

  private static void end() {
    ending = true;
    try {
      if (!LOCK.writeLock().tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        System.getLogger(RunningCalls.class.getName())
            .log(System.Logger.Level.WARNING, "A script still runs at the end of the JVM");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
