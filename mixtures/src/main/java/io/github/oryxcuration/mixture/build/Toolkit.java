package io.github.oryxcuration.mixture.build;

/** What this software calls itself in what it writes. */
public final class Toolkit {
  /** Part of every fingerprint: another version may write other bytes. */
  public static final String VERSION = "0.1.0";

  private Toolkit() {}
}
