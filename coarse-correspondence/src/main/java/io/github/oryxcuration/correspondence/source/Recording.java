package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.correspondence.mark.ViewChoice;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The frames of one scene, of which some become views. Not for several threads at once. */
interface Recording extends ViewChoice.Frames, Closeable {
  /** Where it lies, for people. */
  String path();

  /** Frames of the recording, those that cannot be views included. */
  int frames();

  /** The width of a view's picture. */
  int width();

  /** A frame as a sample refers to it. */
  MediaRef.View view(int frame);

  /** Whether a tracker can see a frame, which need not be good enough for a view. */
  boolean isReadable(int frame) throws IOException;

  /** Some frames as a tracker sees them. */
  FrameSequence sequence(List<Integer> frames);

  /** What was found wrong so far, for people; empty where nothing was. */
  String faults();
}
