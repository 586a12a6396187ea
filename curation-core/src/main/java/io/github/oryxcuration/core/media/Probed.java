package io.github.oryxcuration.core.media;

import java.util.List;

/**
 * A probe, and for a video the frames that its sampling rule picks.
 *
 * @param picks ascending; empty for a picture
 */
public record Probed(MediaProbe probe, List<FramePick> picks) {
  public Probed {
    picks = List.copyOf(picks);
  }

  /** The same content at another place. */
  Probed at(String path) {
    return new Probed(
        new MediaProbe(
            path,
            probe.sha256(),
            probe.bytes(),
            probe.format(),
            probe.width(),
            probe.height(),
            probe.orientation(),
            probe.frames(),
            probe.framesPerSecond(),
            probe.seconds(),
            probe.truncated()),
        picks);
  }
}
