package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.track.FrameFolder;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.ScanSequence;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder of pictures, of which nothing else is known. Pictures that cannot be decoded, or are of
 * another size than the first, are passed over.
 */
final class FolderRecording implements Recording {
  private static final long MAX_PIXELS = 1L << 26;

  private final String path;
  private final FrameFolder frames;
  private final Size size;
  private final Map<Integer, Boolean> readable = new HashMap<>();

  private FolderRecording(String path, FrameFolder frames) {
    this.path = path;
    this.frames = frames;
    this.size = frames.full();
  }

  static FolderRecording open(String path) throws IOException {
    return new FolderRecording(path, FrameFolder.open(path, ScanSequence.MAX_WIDTH));
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public int frames() {
    return frames.count();
  }

  @Override
  public int count() {
    return frames.count();
  }

  @Override
  public int width() {
    return size.width();
  }

  @Override
  public boolean isUsable(int frame) throws IOException {
    Boolean known = readable.get(frame);
    if (known == null) {
      known = image(frame).filter(image -> image.size().equals(size)).isPresent();
      readable.put(frame, known);
    }
    return known;
  }

  @Override
  public boolean isReadable(int frame) throws IOException {
    return isUsable(frame);
  }

  @Override
  public Optional<RgbImage> image(int frame) throws IOException {
    try {
      return Optional.of(Pictures.decode(Storage.readAll(frames.path(frame)), MAX_PIXELS));
    } catch (CurationException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public MediaRef.View view(int frame) {
    return new MediaRef.View(new MediaRef.InFile(frames.path(frame)), frame, Frame.NO_TIME);
  }

  @Override
  public FrameSequence sequence(List<Integer> chosen) {
    return frames.only(chosen);
  }

  @Override
  public String faults() {
    long bad = readable.values().stream().filter(good -> !good).count();
    return bad == 0 ? "" : bad + " unreadable or of another size than the first";
  }

  @Override
  public void close() {}
}
