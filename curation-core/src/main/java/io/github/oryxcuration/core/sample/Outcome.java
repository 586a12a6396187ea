package io.github.oryxcuration.core.sample;

import io.github.oryxcuration.core.error.LedgerRow;

/** What became of one row in a stage: it goes on, or it is in the ledger. Nothing else happens. */
public sealed interface Outcome<T> {

  /** The row goes on. */
  record Kept<T>(T row) implements Outcome<T> {}

  /** The row stops here. */
  record Lost<T>(LedgerRow row) implements Outcome<T> {}

  static <T> Outcome<T> kept(T row) {
    return new Kept<>(row);
  }

  static <T> Outcome<T> lost(LedgerRow row) {
    return new Lost<>(row);
  }
}
