package io.github.oryxcuration.core.natives;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Initialises classes that load native libraries, in a thread that nobody interrupts.
 *
 * <p>Such a class unpacks its library through channels that an interrupt closes. A runner
 * interrupts its threads when it restarts a job; a class whose initialiser fails is then broken
 * until the process ends, and with it every further attempt on that worker (seen on Flink, where a
 * job used up all its restarts so).
 */
public final class Natives {
  private Natives() {}

  /**
   * Initialises classes, unless they are. An interrupt of the calling thread is kept for later.
   *
   * @throws LinkageError if one cannot be initialised, as on any first use
   */
  public static void load(Class<?>... types) {
    AtomicReference<LinkageError> failure = new AtomicReference<>();
    Thread loader = new Thread(() -> initialise(types, failure), "load-natives");
    loader.setDaemon(true);
    loader.start();
    awaitUninterrupted(loader);
    LinkageError error = failure.get();
    if (error != null) {
      throw error;
    }
  }

  private static void initialise(Class<?>[] types, AtomicReference<LinkageError> failure) {
    try {
      for (Class<?> type : types) {
        Class.forName(type.getName(), true, type.getClassLoader());
      }
    } catch (LinkageError e) {
      failure.set(e);
    } catch (ClassNotFoundException e) {
      failure.set(new LinkageError("A class that is loaded cannot be found", e));
    }
  }

  private static void awaitUninterrupted(Thread loader) {
    boolean interrupted = false;
    while (loader.isAlive()) {
      try {
        loader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
