package io.github.oryxcuration.correspondence.track.propose;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.io.IOException;
import java.util.Optional;

/** Says which regions of a frame may be objects. Which id a region has means nothing. */
@FunctionalInterface
public interface Proposals {
  /**
   * Regions of one frame, of the frame's size; empty where nothing is proposed for it.
   *
   * @param image the pixels of the frame
   */
  Optional<LabelMap> propose(FrameSequence frames, int frame, RgbImage image) throws IOException;
}
