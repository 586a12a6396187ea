package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.media.MediaProbe;
import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.sample.Sample;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a written sample lacks of what its video should give. */
final class FrameLoss {
  private FrameLoss() {}

  /** Why the sample holds less than it should, as the ledger tells it; null where it does not. */
  static @Nullable CurationException of(Planned planned, Sample written) {
    StringBuilder why = new StringBuilder();
    for (MediaProbe probe : planned.media()) {
      if (probe.truncated()) {
        why.append(
            String.format(
                Locale.ROOT,
                "%s: breaks off; the %d frames before that were used",
                probe.path(),
                probe.frames()));
      }
    }
    int picked = planned.picks().size();
    if (written.frames().size() < picked) {
      why.append(
          String.format(
              Locale.ROOT,
              "%s%d of %d planned frames could be decoded",
              why.isEmpty() ? planned.media().get(0).path() + ": " : "; ",
              written.frames().size(),
              picked));
    }
    return why.isEmpty() ? null : new CurationException(Reason.FRAMES_LOST, why.toString());
  }
}
