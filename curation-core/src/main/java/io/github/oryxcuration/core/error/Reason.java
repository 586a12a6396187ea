package io.github.oryxcuration.core.error;

/**
 * Why a row was not written. The names are stable: they are the codes of the ledger, the balance
 * and the reports, and scripts may rely on them.
 */
public enum Reason {
  /** The row is not valid JSON, CSV or Parquet, or lacks a field that its format requires. */
  MALFORMED_ROW(Fate.QUARANTINED),
  /** There is no turn to learn from. */
  EMPTY_CONVERSATION(Fate.QUARANTINED),
  /** Roles other than human and gpt (and a leading system turn), or turns that do not alternate. */
  BAD_ROLE(Fate.QUARANTINED),
  /** The number of placeholders in the text differs from the number of media. Never repaired. */
  PLACEHOLDER_COUNT(Fate.QUARANTINED),
  /** Several placeholders in one turn, where the recipe says to drop such rows. */
  MULTI_IMAGE_TURN(Fate.DROPPED),
  /** A special token of the model's template stands in the text of the source. */
  SPECIAL_TOKEN(Fate.DROPPED),
  /** The answer of a multiple-choice row is not one of its options. */
  BAD_ANSWER(Fate.QUARANTINED),
  /** The file that a row names does not exist. */
  MEDIA_MISSING(Fate.QUARANTINED),
  /** The path that a row names leads out of the media root. */
  MEDIA_OUTSIDE_ROOT(Fate.QUARANTINED),
  /**
   * The bytes are no picture or video that can be read, whatever their name says, or the file may
   * not be read.
   */
  MEDIA_UNREADABLE(Fate.QUARANTINED),
  /** The picture or video breaks off before its end. */
  MEDIA_TRUNCATED(Fate.QUARANTINED),
  /** More pixels, bytes, frames or seconds of work than the recipe allows for one file. */
  MEDIA_TOO_LARGE(Fate.QUARANTINED),
  /** The bytes differ from those that were probed when the plan was made. */
  MEDIA_CHANGED(Fate.QUARANTINED),
  /** So narrow that the trainer's resize would give a side of no pixels. */
  EXTREME_ASPECT(Fate.DROPPED),
  /** No frame was left of a video. */
  NO_FRAMES(Fate.QUARANTINED),
  /** More tokens than the trainer keeps; the answer would be cut off. */
  OVER_BUDGET(Fate.DROPPED),
  /** The condition of a filter does not hold for the sample. */
  FILTERED(Fate.DROPPED),
  /** Frames of the video do not decode; the sample was written with the others. */
  FRAMES_LOST(Fate.WRITTEN);

  /** How the balance counts a reason. */
  public enum Fate {
    /** Sound data that the recipe's policy leaves out. */
    DROPPED,
    /** Faulty data. */
    QUARANTINED,
    /** The sample was written with less than its media should give; no loss of the balance. */
    WRITTEN
  }

  private final Fate fate;

  Reason(Fate fate) {
    this.fate = fate;
  }

  public Fate fate() {
    return fate;
  }
}
