package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.io.IOException;
import java.util.Optional;

/** Says which regions of a frame may be objects. Which id a region has means nothing. */
@FunctionalInterface
public interface Proposals {
  /** Regions of one frame, of the frame's size; empty where nothing is proposed for it. */
  Optional<LabelMap> propose(int frame, RgbImage image) throws IOException;
}
