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
  /** A film whose shots, frames and annotation do not fit together. */
  FILM_INCONSISTENT(Fate.QUARANTINED),
  /** A film with fewer usable frames than a needle sample takes. */
  FILM_TOO_SHORT(Fate.DROPPED),
  /** The frame of a needle is black, white, faded, blurred, or a title. */
  NEEDLE_POOR_FRAME(Fate.UNFIT),
  /** Another frame of the haystack looks like the needle: the answer would be ambiguous. */
  NEEDLE_AMBIGUOUS(Fate.UNFIT),
  /** The answer stands elsewhere in the film's texts, or can be guessed from the question. */
  NEEDLE_LEAK(Fate.DROPPED),
  /** The same answer as another needle's, or one that says nothing of the frame. */
  NEEDLE_GENERIC(Fate.DROPPED),
  /** Sound, but left out so that depths, lengths and tasks stay even. */
  NEEDLE_SURPLUS(Fate.DROPPED),
  /** No usable caption was given: refused, empty, cut off, too long, or in another language. */
  CAPTION_UNUSABLE(Fate.DROPPED),
  /** The captioner failed for this frame, and would again. */
  CAPTION_FAILED(Fate.QUARANTINED),
  /** The money cap or a limit of calls was reached before this frame. */
  CAPTION_OVER_CAP(Fate.DROPPED),
  /** The model gave no answer to the sample's question. */
  SCORE_FAILED(Fate.QUARANTINED),
  /** The condition of a filter does not hold for the sample. */
  FILTERED(Fate.DROPPED),
  /** Votes on the sample stopped early, and their bounds do not decide a recipe's condition. */
  UNDECIDED(Fate.DROPPED),
  /** Frames of the video do not decode; the sample was written with the others. */
  FRAMES_LOST(Fate.WRITTEN),
  /** Frames of a recording cannot be used; its samples were made from the others. */
  FRAMES_SKIPPED(Fate.WRITTEN),
  /** No object of the scene could be marked, or nothing can be asked of its marks. */
  NO_MARKS(Fate.DROPPED),
  /** A question of a test split, or without an answer. */
  NOT_FOR_TRAINING(Fate.DROPPED);

  /** How the balance counts a reason. */
  public enum Fate {
    /** Sound data that the recipe's policy leaves out. */
    DROPPED,
    /** Faulty data. */
    QUARANTINED,
    /** The sample was written with less than its media should give; no loss of the balance. */
    WRITTEN,
    /** No row at all: a part of the media that no sample may ask about. */
    UNFIT
  }

  private final Fate fate;

  Reason(Fate fate) {
    this.fate = fate;
  }

  public Fate fate() {
    return fate;
  }
}
