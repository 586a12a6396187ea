package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.media.MediaProbe;
import io.github.oryxcuration.core.media.MediaReader;
import io.github.oryxcuration.core.media.ProbeCache;
import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.sample.Candidate;
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
import java.util.List;
import java.util.Map;

/** Turns planned samples into whole ones: loads their media and makes what the shard stores. */
final class Materialiser implements Closeable {
  private final BuildContext context;
  private final MediaReader media;

  private Materialiser(BuildContext context) {
    this.context = context;
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
   * @throws io.github.oryxcuration.core.error.CurationException if its media changed or fail
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
              below(source.root(), below(source.mediaRoot(), probe.path())),
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
    return new Sample(
        id,
        candidate.source(),
        candidate.task(),
        candidate.modality(),
        candidate.conversations(),
        frames,
        candidate.needle(),
        marks,
        planned.budget(),
        candidate.license(),
        new Provenance(
            origin(candidate.origin(), source),
            raw,
            steps,
            context.recipe().seed(),
            Toolkit.VERSION),
        Map.of());
  }

  /** Samples name files below the folders of their source: a set must not depend on the machine. */
  private static Origin origin(Origin origin, SourceSpec source) {
    return new Origin(
        below(source.root(), origin.file()),
        origin.fileDigest(),
        origin.position(),
        origin.originId());
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
