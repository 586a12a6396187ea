package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.budget.FrameFit;
import io.github.oryxcuration.core.budget.TrainersEye;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.media.MediaProbe;
import io.github.oryxcuration.core.media.MediaReader;
import io.github.oryxcuration.core.media.ProbeCache;
import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Carried;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.source.SourceSpec;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns planned samples into whole ones: loads their media and makes what the shard stores. */
final class Materialiser implements Closeable {
  private final BuildContext context;
  private final MediaReader media;
  private final TrainersEye eye;
  private final Map<String, PublicNames> names = new HashMap<>();

  private Materialiser(BuildContext context) {
    this.context = context;
    this.eye = new TrainersEye(context.recipe().trainer());
    this.media =
        new MediaReader(context.recipe().media(), context.recipe().trainer(), ProbeCache.none());
  }

  static Materialiser open(BuildContext context) {
    return new Materialiser(context);
  }

  /** Fetches what the samples show of Parquet files, a file at a time. */
  void prefetch(List<Planned> window) throws IOException {
    List<MediaRef> refs = new ArrayList<>();
    window.forEach(planned -> refs.addAll(planned.candidate().media()));
    media.prefetch(refs);
  }

  /**
   * One sample with its pictures.
   *
   * @throws CurationException if its media changed or fail
   */
  Sample sample(String id, Planned planned) throws IOException {
    Candidate candidate = planned.candidate();
    SourceSpec source = context.source(candidate.source());
    List<Frame> frames = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    List<Provenance.Medium> raw = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < candidate.media().size(); i++) {
      MediaProbe probe = planned.media().get(i);
      raw.add(
          new Provenance.Medium(
              named(source, below(source.mediaRoot(), probe.path())),
              probe.sha256(),
              probe.bytes()));
      frames.addAll(
          switch (candidate.modality()) {
            case TEXT -> List.of();
            case IMAGE -> List.of(media.picture(candidate.media().get(i), probe, i, steps));
            case VIDEO, VIDEO_LONG ->
                media.frames(
                    candidate.media().get(i), probe, planned.picks(), candidate.modality(), steps);
          });
      marks.addAll(
          media.marks(candidate.media().get(i), probe, planned.picks(), candidate.modality()));
    }
    Carried carried = candidate.carried();
    CarriedOver over = carried == null ? null : new CarriedOver(carried);
    return new Sample(
        id,
        candidate.source(),
        candidate.task(),
        candidate.modality(),
        candidate.conversations(),
        over == null ? frames : over.frames(frames),
        candidate.needle(),
        over == null ? marks : over.marks(frames, fit(planned)),
        budget(planned, frames.size()),
        candidate.license(),
        new Provenance(
            origin(candidate.origin(), source),
            raw,
            steps,
            context.recipe().seed(),
            Toolkit.VERSION,
            carried == null ? null : carried.provenance()),
        carried == null ? Map.of() : carried.scores());
  }

  private @Nullable FrameFit fit(Planned planned) {
    return planned.picks().isEmpty()
        ? null
        : media.frameFit(planned.media().get(0), planned.candidate().modality());
  }

  /** What was planned, or less where frames do not decode: what is written decides. */
  private Budget budget(Planned planned, int frames) {
    Budget budget = planned.budget();
    if (planned.picks().isEmpty() || frames == planned.picks().size()) {
      return budget;
    }
    Candidate candidate = planned.candidate();
    MediaProbe probe = planned.media().get(0);
    if (candidate.needle() != null) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          String.format(
              Locale.ROOT,
              "%s: %d of %d frames could be decoded; a needle's question counts them all",
              probe.path(),
              frames,
              planned.picks().size()));
    }
    FrameFit fit = media.frameFit(probe, candidate.modality());
    return eye.frames(
        candidate.modality(),
        frames,
        fit.canvas(),
        fit.shown(new Size(probe.width(), probe.height())),
        budget.textTokens(),
        budget.textTokensEstimated());
  }

  /** Samples name files below the folders of their source: a set must not depend on the machine. */
  private Origin origin(Origin origin, SourceSpec source) {
    return new Origin(
        named(source, origin.file()), origin.fileDigest(), origin.position(), origin.originId());
  }

  private String named(SourceSpec source, String path) {
    return names.computeIfAbsent(source.name(), context::names).of(below(source.root(), path));
  }

  private static String below(String folder, String path) {
    String root = folder.endsWith("/") ? folder : folder + "/";
    return !folder.isEmpty() && path.startsWith(root) ? path.substring(root.length()) : path;
  }

  @Override
  public void close() {
    media.close();
  }
}
