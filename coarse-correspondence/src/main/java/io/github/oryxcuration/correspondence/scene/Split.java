package io.github.oryxcuration.correspondence.scene;

import java.util.Locale;

/** Which part of ScanNet's scenes, and so of ScanQA's questions, something is of. */
public enum Split {
  TRAIN,
  VAL,
  TEST;

  /** As recipes and the names of questions have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
