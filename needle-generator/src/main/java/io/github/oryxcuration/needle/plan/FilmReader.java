package io.github.oryxcuration.needle.plan;

import com.fasterxml.jackson.core.JacksonException;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.media.FrameList;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.FrameRequest;
import io.github.oryxcuration.core.video.VideoInfo;
import io.github.oryxcuration.core.video.VideoLimits;
import io.github.oryxcuration.core.video.Videos;
import io.github.oryxcuration.needle.feature.FeatureFile;
import io.github.oryxcuration.needle.feature.FrameFeatures;
import io.github.oryxcuration.needle.feature.FrameMeter;
import io.github.oryxcuration.needle.film.Annotation;
import io.github.oryxcuration.needle.film.Film;
import io.github.oryxcuration.needle.film.FilmFrame;
import io.github.oryxcuration.needle.film.FilmMeta;
import io.github.oryxcuration.needle.film.Shot;
import io.github.oryxcuration.needle.film.Subtitles;
import io.github.oryxcuration.needle.shot.ShotDetector;
import io.github.oryxcuration.needle.shot.ShotSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a film and measures its frames, or finds what was measured before. */
final class FilmReader {
  /** Frames are measured, and cuts found, at about this height. */
  private static final int LINES = 240;

  /**
   * A film and the measures of its frames, in the same order; null for undecodable ones.
   *
   * @param sha256 of a video file, or of all key frames one after the other
   */
  record Measured(Film film, String sha256, List<@Nullable FrameFeatures> features) {}

  private record Cuts(List<Shot> shots) {}

  private final MediaSpec media;
  private final NeedlePaths paths;

  FilmReader(MediaSpec media, NeedlePaths paths) {
    this.media = media;
    this.paths = paths;
  }

  /** A film of a tree: its key frames are read once for their digest, and decoded if it is new. */
  Measured keyFrames(Film film) throws IOException {
    List<Integer> places = film.frames().stream().map(f -> Math.toIntExact(f.index())).toList();
    try (FrameList pictures = FrameList.open(film.medium(), media.maxBytes())) {
      MessageDigest sha = Digest.create();
      for (int place : places) {
        sha.update(bytesOrNothing(pictures, place));
      }
      String key = HexFormat.of().formatHex(sha.digest());
      Optional<List<@Nullable FrameFeatures>> known = FeatureFile.read(paths.features(key), key);
      if (known.isPresent() && known.get().size() == places.size()) {
        return new Measured(film, key, known.get());
      }
      List<@Nullable FrameFeatures> features = new ArrayList<>();
      for (int place : places) {
        features.add(measure(bytesOrNothing(pictures, place)));
      }
      FeatureFile.write(paths.features(key), key, features);
      return new Measured(film, key, features);
    }
  }

  private static byte[] bytesOrNothing(FrameList pictures, int place) throws IOException {
    try {
      return pictures.bytes(place);
    } catch (CurationException e) {
      return new byte[0]; // this frame is left out; the film goes on
    }
  }

  private @Nullable FrameFeatures measure(byte[] picture) {
    if (picture.length == 0) {
      return null;
    }
    try {
      return FrameMeter.measure(Pictures.decode(picture, media.maxPixels()));
    } catch (CurationException | IllegalArgumentException e) {
      return null;
    }
  }

  /** A video file: decoded once, from the first frame to the last. */
  Measured video(String id, String path, double framesPerSecond) throws IOException {
    VideoLimits limits = new VideoLimits(media.maxPixels(), media.maxFrames(), media.maxSeconds());
    try (SeekableByteChannel channel = open(path)) {
      String sha256 = digest(channel);
      VideoInfo info = Videos.inspect(channel.position(0), path, limits);
      int[] picks = picks(info, framesPerSecond);
      String key = Digest.hex(sha256 + " " + framesPerSecond + " " + LINES);
      Optional<List<@Nullable FrameFeatures>> known = FeatureFile.read(paths.features(key), key);
      Optional<Cuts> cuts = cuts(key);
      if (known.isPresent() && cuts.isPresent()) {
        return measured(id, path, sha256, info, picks, cuts.get().shots, known.get());
      }
      List<@Nullable FrameFeatures> features =
          new ArrayList<>(Collections.nCopies(picks.length, null));
      ShotDetector detector = new ShotDetector(ShotSpec.DEFAULT);
      int width = Math.max(16, (int) Math.round((double) info.width() * LINES / info.height()));
      Videos.decode(
          channel.position(0),
          path,
          FrameRequest.all().scaledTo(width, LINES),
          limits,
          frame -> {
            detector.add(frame.image());
            int pick = Arrays.binarySearch(picks, (int) frame.index());
            if (pick >= 0) {
              features.set(pick, FrameMeter.measure(frame.image()));
            }
          });
      Storage.commitText(cutsPath(key), Json.write(new Cuts(detector.shots())));
      FeatureFile.write(paths.features(key), key, features);
      return measured(id, path, sha256, info, picks, detector.shots(), features);
    }
  }

  private static SeekableByteChannel open(String path) throws IOException {
    try {
      return Storage.open(path);
    } catch (FileNotFoundException e) {
      throw new CurationException(Reason.MEDIA_MISSING, path + ": no such file", e);
    }
  }

  private static int[] picks(VideoInfo info, double framesPerSecond) {
    int frames = Math.toIntExact(info.frames());
    return info.constantRate() && info.framesPerSecond() > 0
        ? FrameSampling.sampled(frames, info.framesPerSecond(), framesPerSecond, frames)
        : FrameSampling.sampledByTime(info.times().toMicros(), framesPerSecond, frames);
  }

  private static String digest(SeekableByteChannel channel) throws IOException {
    MessageDigest sha = Digest.create();
    ByteBuffer block = ByteBuffer.allocate(1 << 18);
    while (channel.read(block.clear()) >= 0) {
      sha.update(block.flip());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private String cutsPath(String key) {
    return paths.features(key).replace(".features", ".shots.json");
  }

  private Optional<Cuts> cuts(String key) throws IOException {
    try {
      return Optional.of(Json.mapper().readValue(Storage.readAll(cutsPath(key)), Cuts.class));
    } catch (FileNotFoundException | JacksonException e) {
      return Optional.empty();
    }
  }

  private static Measured measured(
      String id,
      String path,
      String sha256,
      VideoInfo info,
      int[] picks,
      List<Shot> shots,
      List<@Nullable FrameFeatures> features) {
    List<FilmFrame> frames = new ArrayList<>();
    int shot = 0;
    for (int pick : picks) {
      while (shot + 1 < shots.size() && pick > shots.get(shot).end()) {
        shot++;
      }
      frames.add(new FilmFrame(pick, shot, 0, Math.max(0, info.times().seconds(pick)), true));
    }
    Film film =
        new Film(
            id,
            new MediaRef.InFile(path),
            info.framesPerSecond(),
            shots,
            frames,
            Annotation.NONE,
            FilmMeta.NONE,
            Subtitles.NONE,
            0);
    return new Measured(film, sha256, features);
  }
}
