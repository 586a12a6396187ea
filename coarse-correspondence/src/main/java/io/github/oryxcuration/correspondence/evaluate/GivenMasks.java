package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.propose.Proposals;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The truth as proposals, in the first frame or in every so many frames. What an object is called
 * there is of no use to a tracker: proposals have no names.
 *
 * @param every 0 for the first frame alone
 * @param width of the frames that the tracker sees
 */
public record GivenMasks(SequenceTruth truth, List<String> names, int every, int width, int height)
    implements Proposals {
  @Override
  public Optional<LabelMap> propose(FrameSequence frames, int frame, RgbImage image)
      throws IOException {
    boolean given = every == 0 ? frame == 0 : frame % every == 0;
    return given
        ? truth.map(frame, names.get(frame)).map(map -> map.resized(width, height))
        : Optional.empty();
  }
}
