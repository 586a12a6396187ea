package io.github.oryxcuration.core.flow;

import java.io.IOException;
import java.util.List;

/** Runs a chain of stages. Whichever way it runs, the stages and what they write are the same. */
public interface Flow {

  /**
   * Runs the stages in order, each task at most once per {@link Finished}.
   *
   * @throws IOException if a task failed; finished tasks are kept for a rerun
   */
  void run(List<? extends Stage<?, ?, ?>> chain, Finished finished) throws IOException;
}
