package io.github.oryxcuration.core.media;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.budget.FrameFit;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.recipe.MediaSpec.Fit;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.video.JpegEncoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures media before they are planned, and makes of them what a shard stores. The one place that
 * knows every kind of {@link MediaRef}. Not for several threads at once.
 */
public final class MediaReader implements Closeable {
  private static final int RECENT = 256;

  private final MediaSpec spec;
  private final TrainerSpec trainer;
  private final ProbeCache cache;
  private final JpegEncoder jpeg;
  private final PictureMedia pictures;
  private final FrameFilesMedia frameFiles;
  private final VideoMedia videos;
  private final ViewsMedia views;
  private final PictureSource source;
  private final String settings;
  private final Map<String, Object> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
          return size() > RECENT;
        }
      };

  public MediaReader(MediaSpec spec, TrainerSpec trainer, ProbeCache cache) {
    this.spec = spec;
    this.trainer = trainer;
    this.cache = cache;
    this.jpeg = new JpegEncoder(spec.jpegQuality(), JpegEncoder.Chroma.HALF);
    this.pictures = new PictureMedia(spec, jpeg);
    this.frameFiles = new FrameFilesMedia(spec, jpeg, pictures, trainer.maxFrames());
    this.videos = new VideoMedia(spec, trainer, jpeg);
    this.source = new PictureSource(spec.maxBytes());
    this.views = new ViewsMedia(spec, jpeg, pictures, videos, source);
    this.settings = Digest.hex(Json.write(spec) + Json.write(trainer)).substring(0, 16);
  }

  /** Fetches what the references show of Parquet files; what was fetched before is forgotten. */
  public void prefetch(Collection<MediaRef> refs) throws IOException {
    source.prefetch(refs);
  }

  /**
   * Measures one medium. Equal media beside each other are measured once.
   *
   * @throws CurationException if it cannot be used
   */
  public Probed probe(MediaRef ref, Modality modality) throws IOException {
    String key = modality + " " + ref.key();
    Object known = recent.get(key);
    if (known instanceof Probed probed) {
      return probed;
    }
    if (known instanceof CurationException failed) {
      throw failed;
    }
    try {
      Probed probed =
          ref instanceof MediaRef.Inserted inserted
              ? insert(inserted, probe(inserted.among(), modality))
              : read(ref, () -> measure(ref, modality));
      recent.put(key, probed);
      return probed;
    } catch (CurationException e) {
      recent.put(key, e);
      throw e;
    }
  }

  private Probed measure(MediaRef ref, Modality modality) throws IOException {
    String path = MediaBytes.describe(ref);
    if (modality == Modality.IMAGE) {
      byte[] bytes = source.picture(ref);
      String sha256 = Digest.hex(bytes);
      return cached(
          path, modality, sha256, () -> new Probed(pictures.probe(path, bytes, sha256), List.of()));
    }
    if (ref instanceof MediaRef.Views scene) {
      return views.probe(path, scene);
    }
    if (isVideoFile(ref)) {
      String sha256 = videos.digest(ref.path());
      if (ref instanceof MediaRef.Picked picked) {
        String picks = sha256 + "-" + Digest.hex(Json.write(picked.frames())).substring(0, 16);
        return cached(
            path, modality, picks, () -> videos.probePicked(path, sha256, picked.frames()));
      }
      return cached(path, modality, sha256, () -> videos.probe(path, sha256, modality));
    }
    try (FrameFiles files = source.frames(ref)) {
      return frameFiles.probe(path, files, modality);
    }
  }

  /** The frames, one of which is replaced; what replaces it must be what its row saw. */
  private Probed insert(MediaRef.Inserted ref, Probed among) throws IOException {
    inserted(ref, among.probe(), Modality.VIDEO_LONG);
    return among;
  }

  /**
   * The frame that takes the place of another, as the shard stores it: whole, centred, with its
   * proportions, on the canvas of the others.
   *
   * @param probe of the frames around it
   * @throws CurationException MEDIA_CHANGED if its bytes are not those that its row saw
   */
  public Frame inserted(MediaRef.Inserted ref, MediaProbe probe, Modality modality)
      throws IOException {
    Size canvas = frameFit(probe, modality).canvas();
    String path = MediaBytes.describe(ref.picture());
    return read(
        ref.picture(),
        () -> {
          if (isVideoFile(ref.picture()) && ref.picture() instanceof MediaRef.Picked picked) {
            checkInserted(ref, path, videos.digest(picked.path()));
            RgbImage image = videos.frame(picked.path(), picked.frames().get(0));
            return frameFiles.inserted(image, ref.at(), canvas);
          }
          byte[] bytes = encoded(ref.picture());
          checkInserted(ref, path, Digest.hex(bytes));
          return frameFiles.inserted(path, bytes, ref.at(), canvas);
        });
  }

  private byte[] encoded(MediaRef picture) throws IOException {
    if (picture instanceof MediaRef.Picked) {
      try (FrameFiles files = source.frames(picture)) {
        return files.bytes(0);
      }
    }
    return source.picture(picture);
  }

  private static void checkInserted(MediaRef.Inserted ref, String path, String sha256) {
    if (!sha256.equals(ref.sha256())) {
      throw new CurationException(
          Reason.MEDIA_CHANGED,
          String.format(
              java.util.Locale.ROOT,
              "%s: its bytes changed after it was planned (sha256 %.12s… then, %.12s… now)",
              path,
              ref.sha256(),
              sha256));
    }
  }

  private static boolean isVideoFile(MediaRef ref) {
    return ref instanceof MediaRef.InFile
        || (ref instanceof MediaRef.Picked picked && picked.of() instanceof MediaRef.InFile);
  }

  private static boolean isBgr(MediaRef ref) {
    return (ref instanceof MediaRef.Inserted inserted && isBgr(inserted.among()))
        || (ref instanceof MediaRef.InPatch patch && patch.bgr())
        || (ref instanceof MediaRef.Picked picked && isBgr(picked.of()));
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /** All that is read of a medium goes through here: what fails is the row's, not the run's. */
  private static <T> T read(MediaRef ref, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (IOException e) {
      throw Unreadable.of(MediaBytes.describe(ref), ref.path(), e);
    } catch (UncheckedIOException e) {
      throw Unreadable.of(MediaBytes.describe(ref), ref.path(), requireNonNull(e.getCause()));
    }
  }

  private Probed cached(String path, Modality modality, String sha256, Reading<Probed> measure)
      throws IOException {
    String key = modality.word() + "-" + settings + "-" + sha256;
    Probed known = cache.find(key);
    if (known != null) {
      return known.at(path);
    }
    Probed probed = measure.read();
    cache.add(key, probed.at("")); // found by its content, wherever it lies then
    return probed;
  }

  /** Whether a picture is stored byte for byte. */
  public boolean passesThrough(MediaProbe probe) {
    return pictures.passesThrough(probe);
  }

  /** The size at which a picture is stored. */
  public Size storedSize(MediaProbe probe) {
    return pictures.storedSize(probe);
  }

  /** How the frames of a video are stored; frames that are pictures already keep their bytes. */
  public FrameFit frameFit(MediaProbe probe, Modality modality) {
    Size source = new Size(probe.width(), probe.height());
    boolean encoded = probe.format().startsWith(FrameFilesMedia.FORMAT);
    return encoded && spec.fit() != Fit.PAD
        ? new FrameFit(source, source)
        : FrameFit.of(spec.fit(), source, modality, trainer);
  }

  /** Whether frames are encoded anew. */
  public boolean encodesFrames(MediaRef ref, MediaProbe probe, FrameFit fit) {
    return isBgr(ref)
        || !probe.format().startsWith(FrameFilesMedia.FORMAT)
        || probe.orientation() != 1
        || !fit.canvas().equals(new Size(probe.width(), probe.height()));
  }

  /**
   * One picture as the shard stores it.
   *
   * @param steps gets what was done to the pixels
   * @throws CurationException MEDIA_CHANGED if its bytes are not those that were probed
   */
  public Frame picture(MediaRef ref, MediaProbe probe, int index, List<String> steps)
      throws IOException {
    byte[] bytes = read(ref, () -> source.picture(ref));
    MediaBytes.checkUnchanged(probe, Digest.hex(bytes));
    return pictures.store(bytes, probe, index, steps);
  }

  /** The picked frames of a video as the shard stores them. */
  public List<Frame> frames(
      MediaRef ref, MediaProbe probe, List<FramePick> picks, Modality modality, List<String> steps)
      throws IOException {
    if (ref instanceof MediaRef.Inserted inserted) {
      List<Frame> frames = new ArrayList<>(frames(inserted.among(), probe, picks, modality, steps));
      if (frames.size() == picks.size()) { // else its place is not sure, and the sample is lost
        frames.set(inserted.at(), inserted(inserted, probe, modality));
        steps.add(inserted.step());
      }
      return frames;
    }
    return read(ref, () -> store(ref, probe, picks, modality, steps));
  }

  private List<Frame> store(
      MediaRef ref, MediaProbe probe, List<FramePick> picks, Modality modality, List<String> steps)
      throws IOException {
    FrameFit fit = frameFit(probe, modality);
    if (ref instanceof MediaRef.Views scene) {
      return views.store(scene, probe, picks, fit, steps);
    }
    if (isVideoFile(ref)) {
      MediaBytes.checkUnchanged(probe, videos.digest(ref.path()));
      return videos.store(probe, picks, fit, (index, image) -> image, steps);
    }
    try (FrameFiles files = source.frames(ref)) {
      return frameFiles.store(files, probe, picks, modality, fit, isBgr(ref), steps);
    }
  }

  /** The marks of a sample, in pixels of the frames as they are stored; most media have none. */
  public List<Mark> marks(
      MediaRef ref, MediaProbe probe, List<FramePick> picks, Modality modality) {
    return ref instanceof MediaRef.Views scene
        ? ViewsMedia.marks(scene, probe, picks, frameFit(probe, modality))
        : List.of();
  }

  @Override
  public void close() {
    recent.clear();
    jpeg.close();
  }
}
