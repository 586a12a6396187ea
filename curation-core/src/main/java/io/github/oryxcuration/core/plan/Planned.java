package io.github.oryxcuration.core.plan;

import io.github.oryxcuration.core.media.FramePick;
import io.github.oryxcuration.core.media.MediaProbe;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Candidate;
import java.util.List;

/**
 * A candidate whose media were probed: all that is needed to write its sample but the pixels.
 *
 * @param media one probe per medium of the candidate, in order
 * @param picks frames that a video sample keeps, ascending; empty for pictures and text
 * @param bytes that the sample is expected to take in a shard; decides where shards are cut
 */
public record Planned(
    Candidate candidate, List<MediaProbe> media, List<FramePick> picks, Budget budget, long bytes) {
  public Planned {
    media = List.copyOf(media);
    picks = List.copyOf(picks);
  }
}
