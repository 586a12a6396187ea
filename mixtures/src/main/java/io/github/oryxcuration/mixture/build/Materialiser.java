package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.budget.FrameFit;
import io.github.oryxcuration.core.budget.TrainersEye;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.json.Json;
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
import io.github.oryxcuration.core.shard.Haystacks;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns planned samples into whole ones: loads their media and makes what the shard stores. */
final class Materialiser implements Closeable {
  /** Haystacks that are kept in mind: some hundred frames each, without pictures. */
  private static final int RECENT = 64;

  private final BuildContext context;
  private final MediaReader media;
  private final TrainersEye eye;
  private final Map<String, PublicNames> names = new HashMap<>();
  private final Map<Long, KeptHaystack> haystacks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, KeptHaystack> eldest) {
          return size() > RECENT;
        }
      };

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

  /** Fetches what their shard stores of the samples: nothing of their haystacks. */
  void prefetchStored(List<Planned> window) throws IOException {
    List<MediaRef> refs = new ArrayList<>();
    for (Planned planned : window) {
      List<MediaRef> shown = planned.candidate().media();
      if (planned.haystack() == 0) {
        refs.addAll(shown);
      } else if (shown.get(0) instanceof MediaRef.Inserted inserted) {
        refs.add(inserted.picture());
      }
    }
    media.prefetch(refs);
  }

  /**
   * One sample with all of its pictures.
   *
   * @throws CurationException if its media changed or fail
   */
  Sample sample(String id, Planned planned) throws IOException {
    Sample sample = sample(id, planned, null);
    return planned.haystack() == 0
        ? sample
        : sample.inHaystack(Planned.haystackName(planned.haystack()));
  }

  /**
   * One sample as its shard stores it: without the pictures that its haystack holds, which was
   * stored before.
   *
   * @throws CurationException if its media changed or fail, or those of its haystack did
   */
  Sample stored(String id, Planned planned) throws IOException {
    if (planned.haystack() == 0) {
      return sample(id, planned, null);
    }
    return sample(id, planned, kept(planned.haystack()))
        .inHaystack(Planned.haystackName(planned.haystack()));
  }

  private KeptHaystack kept(long haystack) throws IOException {
    KeptHaystack known = haystacks.get(haystack);
    if (known == null) {
      String path = context.layout().haystack(haystack);
      known = Json.read(Storage.readAll(path), KeptHaystack.class);
      haystacks.put(haystack, known);
    }
    return known;
  }

  /** The frames that a sample shares, as a row of their own. */
  Sample haystack(String id, Planned planned) throws IOException {
    Candidate of = planned.candidate();
    MediaRef ref = of.media().get(0);
    MediaRef frames = ref instanceof MediaRef.Inserted inserted ? inserted.among() : ref;
    Candidate alone =
        new Candidate(
            of.id(),
            of.source(),
            Haystacks.TASK,
            of.modality(),
            List.of(frames),
            List.of(),
            of.license(),
            null,
            of.origin(),
            of.carried());
    Budget budget = planned.budget();
    long visual = budget.visualTokens();
    Budget ofFrames =
        new Budget(
            budget.width(),
            budget.height(),
            budget.frames(),
            visual,
            0,
            visual,
            false,
            budget.distortion(),
            false);
    return sample(
        id,
        new Planned(alone, planned.media(), planned.picks(), ofFrames, planned.haystackBytes()),
        null);
  }

  private Sample sample(String id, Planned planned, @Nullable KeptHaystack kept)
      throws IOException {
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
                kept == null
                    ? media.frames(
                        candidate.media().get(i),
                        probe,
                        planned.picks(),
                        candidate.modality(),
                        steps)
                    : referring(planned, kept, steps);
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

  /** The frames of a haystack, one of which may be replaced by a picture of the sample's own. */
  private List<Frame> referring(Planned planned, KeptHaystack kept, List<String> steps)
      throws IOException {
    Candidate candidate = planned.candidate();
    MediaProbe probe = planned.media().get(0);
    List<Frame> frames = new ArrayList<>(kept.absent());
    if (candidate.carried() != null) { // which numbers them itself
      for (int i = 0; i < frames.size(); i++) {
        frames.set(i, frames.get(i).withIndex(planned.picks().get(i).index()));
      }
    }
    steps.addAll(kept.steps());
    if (candidate.media().get(0) instanceof MediaRef.Inserted inserted) {
      frames.set(inserted.at(), media.inserted(inserted, probe, candidate.modality()));
      steps.add(inserted.step());
    }
    return frames;
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
    if (candidate.needle() != null || candidate.task().equals(Haystacks.TASK)) {
      throw incomplete(planned, frames);
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

  private static CurationException incomplete(Planned planned, int frames) {
    return new CurationException(
        Reason.MEDIA_TRUNCATED,
        String.format(
            Locale.ROOT,
            "%s: %d of %d frames could be decoded; a needle's question counts them all",
            planned.media().get(0).path(),
            frames,
            planned.picks().size()));
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
