package io.github.oryxcuration.correspondence.track;

import java.io.IOException;

/**
 * Finds objects and follows them. One instance serves one scene after the other, not several at
 * once; equal frames give equal tracks.
 */
public interface Tracker extends AutoCloseable {
  /** Its word in recipes and provenance, with a version that changes when results do. */
  String name();

  /** Whether it must see the frames between the views as well. */
  boolean needsDenseFrames();

  /** Whether ids are those of annotated objects, not found by looking alone. */
  default boolean hasAnnotatedIds() {
    return false;
  }

  /**
   * Tracks one scene.
   *
   * @throws io.github.oryxcuration.core.error.CurationException if the scene cannot be tracked
   */
  Tracks track(FrameSequence frames) throws IOException;

  @Override
  default void close() {}
}
