package io.github.oryxcuration.mixture.export;

/** How videos are handed to the trainer. */
public enum VideoForm {
  /** A clip of its own, every frame a key frame: what the released trainer can read. */
  FILE,
  /** Frames in a patch: smaller and exact, but the trainer at its head fails on it. */
  PATCH
}
