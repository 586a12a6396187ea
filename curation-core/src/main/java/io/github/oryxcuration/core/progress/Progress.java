package io.github.oryxcuration.core.progress;

/** Told by long work how far it is. Implementations are safe for several threads. */
public interface Progress {

  /** A stage of so many units begins; the one before it is over. */
  void stage(String name, long units);

  /** So many units of the current stage are done. */
  void step(long units);

  /** One line worth telling. */
  void message(String text);

  /** The current stage is over. */
  void done();

  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void stage(String name, long units) {}

        @Override
        public void step(long units) {}

        @Override
        public void message(String text) {}

        @Override
        public void done() {}
      };
}
