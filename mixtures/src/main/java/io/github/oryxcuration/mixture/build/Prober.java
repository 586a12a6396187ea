package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.budget.FrameFit;
import io.github.oryxcuration.core.budget.TrainersEye;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.media.FramePick;
import io.github.oryxcuration.core.media.MediaProbe;
import io.github.oryxcuration.core.media.MediaReader;
import io.github.oryxcuration.core.media.ProbeCache;
import io.github.oryxcuration.core.media.Probed;
import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.TrainerSpec.OverBudget;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Carried;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures a candidate's media and text, and applies what the recipe says of budgets. */
final class Prober implements Closeable {
  /** About how many bytes a pixel of an encoded frame takes. */
  private static final double FRAME_BYTES_PER_PIXEL = 0.2;

  /** What a sample says of a frame that its haystack holds. */
  private static final long FRAME_FACTS_BYTES = 48;

  private final Recipe recipe;
  private final TrainersEye eye;
  private final TextProber texts;
  private final MediaReader media;
  private final ProbeCache cache;
  private final LinkCheck links;

  private Prober(Recipe recipe, MediaReader media, ProbeCache cache) throws IOException {
    this.recipe = recipe;
    this.eye = new TrainersEye(recipe.trainer());
    this.texts = new TextProber(recipe);
    this.media = media;
    this.cache = cache;
    this.links = new LinkCheck(recipe);
  }

  /** {@code cachePath} keeps what was measured, by content digest, for later builds. */
  static Prober open(Recipe recipe, String cachePath) throws IOException {
    ProbeCache cache = ProbeCache.open(cachePath, Toolkit.VERSION);
    return new Prober(recipe, new MediaReader(recipe.media(), recipe.trainer(), cache), cache);
  }

  /** Fetches what the batch shows of Parquet files, a file at a time. */
  void prefetch(List<Candidate> batch) throws IOException {
    List<MediaRef> refs = new ArrayList<>();
    batch.forEach(candidate -> refs.addAll(candidate.media()));
    media.prefetch(refs);
  }

  /**
   * Plans one sample.
   *
   * @throws CurationException if the row cannot be used, or passes the budget and is dropped
   */
  Planned plan(Candidate candidate) throws IOException {
    links.check(candidate);
    return switch (candidate.modality()) {
      case TEXT -> texts.plan(candidate);
      case IMAGE -> planPictures(candidate);
      case VIDEO, VIDEO_LONG -> planFrames(candidate);
    };
  }

  private Planned planPictures(Candidate candidate) throws IOException {
    List<MediaProbe> probes = new ArrayList<>();
    List<Size> stored = new ArrayList<>();
    long bytes = TextProber.bytes(candidate);
    for (MediaRef ref : candidate.media()) {
      MediaProbe probe = media.probe(ref, Modality.IMAGE).probe();
      probes.add(probe);
      Size size = media.storedSize(probe);
      stored.add(size);
      bytes += media.passesThrough(probe) ? probe.bytes() : frameBytes(size);
    }
    Budget budget = eye.pictures(stored, texts.tokens(candidate, 0), !texts.exact());
    return texts.within(new Planned(candidate, probes, List.of(), budget, bytes));
  }

  private Planned planFrames(Candidate candidate) throws IOException {
    Modality modality = candidate.modality();
    Probed probed = media.probe(candidate.media().get(0), modality);
    MediaProbe probe = probed.probe();
    Size source = new Size(probe.width(), probe.height());
    FrameFit fit = media.frameFit(probe, modality);
    List<FramePick> picks = probed.picks();
    Needle needle = candidate.needle();
    int frames = picks.size();
    if (needle != null && needle.idx().stream().anyMatch(i -> i < 0 || i >= frames)) {
      throw new CurationException(
          Reason.MALFORMED_ROW,
          String.format(
              Locale.ROOT,
              "idx %s names a frame that the sample of %s with its %d frames does not have",
              needle.idx(),
              probe.path(),
              frames));
    }
    long tokens = texts.tokens(candidate, picks.size());
    long fitting = eye.framesThatFit(modality, fit.canvas(), tokens);
    if (needle == null
        && recipe.trainer().overBudget() == OverBudget.FEWER_FRAMES
        && fitting >= 1
        && fitting < Math.min(frames, eye.maxFrames(modality))) {
      List<FramePick> all = picks;
      picks = new ArrayList<>();
      for (int i : FrameSampling.linspace(all.size(), (int) fitting)) {
        picks.add(all.get(i));
      }
    }
    Budget budget =
        eye.frames(modality, picks.size(), fit.canvas(), fit.shown(source), tokens, !texts.exact());
    Carried carried = candidate.carried();
    boolean encodes = media.encodesFrames(candidate.media().get(0), probe, fit);
    if (carried != null
        && !encodes
        && carried.budget().width() == budget.width()
        && carried.budget().height() == budget.height()) {
      // The size of the raw video, which tells it, is not in a set.
      budget = budget.withDistortion(carried.budget().distortion());
    }
    long each = encodes ? frameBytes(fit.canvas()) : probe.bytes() / Math.max(1, probe.frames());
    long bytes = TextProber.bytes(candidate);
    // The trainer asks many questions of one film: those share its frames.
    if (needle != null && modality == Modality.VIDEO_LONG) {
      boolean inserts = candidate.media().get(0) instanceof MediaRef.Inserted;
      return texts.within(
          new Planned(
              candidate,
              List.of(probe),
              picks,
              budget,
              bytes + picks.size() * FRAME_FACTS_BYTES + (inserts ? each : 0),
              Math.max(1, picks.size() * each)));
    }
    return texts.within(
        new Planned(candidate, List.of(probe), picks, budget, bytes + picks.size() * each));
  }

  private static long frameBytes(Size size) {
    return Math.round((double) size.width() * size.height() * FRAME_BYTES_PER_PIXEL);
  }

  void commit() throws IOException {
    cache.commit();
  }

  @Override
  public void close() {
    media.close();
  }
}
