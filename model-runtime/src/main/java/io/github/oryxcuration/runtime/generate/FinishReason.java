package io.github.oryxcuration.runtime.generate;

/** Why an answer ended. */
public enum FinishReason {
  /** The model ended it: an end token. */
  END_TOKEN,
  /** A stop string came up. */
  STOP_STRING,
  /** It has as many tokens as allowed. */
  LENGTH,
  /** The caller cancelled. */
  CANCELLED
}
