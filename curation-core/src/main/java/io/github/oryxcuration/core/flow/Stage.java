package io.github.oryxcuration.core.flow;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * One step of a build: it is cut into tasks once, from the results of the stage before it, and each
 * task runs on its own, anywhere. Both are plain functions over storage. Tasks and results are
 * small records that Jackson can write; rows travel in files.
 *
 * <p>A task may run more than once (after a crash, or when a runner retries it) and must write the
 * same files with the same bytes each time.
 *
 * @param <P> what the stage before returns for a task
 * @param <T> a task
 * @param <R> what a task returns
 */
public interface Stage<P extends Record, T extends Record, R extends Record> extends Serializable {

  /** A word that names the stage in paths, progress and Beam. */
  String name();

  Class<P> previousType();

  Class<T> taskType();

  Class<R> resultType();

  /**
   * Cuts the stage into tasks. Must give the same tasks for the same results.
   *
   * @param previous results of the stage before, in the order of its tasks; empty for the first
   */
  List<T> cut(List<P> previous) throws IOException;

  /** Runs one task; {@link Finished} remembers that it did. */
  R run(T task) throws IOException;

  /** Where the marker of a finished task lies, below the folder of the build. */
  default String marker(int number, T task) {
    return String.format(Locale.ROOT, "work/done/%s-%05d.json", name(), number);
  }

  /** Whether what a finished task wrote is still there; asked before its marker is believed. */
  default boolean stillThere(R result) throws IOException {
    return true;
  }
}
