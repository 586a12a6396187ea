package io.github.oryxcuration.correspondence.track;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.media.NaturalOrder;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pictures of a folder in the natural order of their names (2 before 10), without geometry. */
public final class FrameFolder implements FrameSequence {
  private static final long MAX_PIXELS = 1L << 26;
  private static final int LOOKED_AT = 8;

  private final List<String> paths;
  private final Size full;
  private final int width;
  private final int height;

  private FrameFolder(List<String> paths, Size full, int width, int height) {
    this.paths = paths;
    this.full = full;
    this.width = width;
    this.height = height;
  }

  /**
   * Opens a folder.
   *
   * @param maxWidth wider pictures are scaled down to it
   * @throws CurationException if there is no picture in it
   */
  public static FrameFolder open(String folder, int maxWidth) throws IOException {
    List<String> paths = new ArrayList<>();
    for (Storage.Entry entry : Storage.list(folder)) {
      if (isPicture(entry.path())) {
        paths.add(entry.path());
      }
    }
    paths.sort(Comparator.comparing(Storage::name, NaturalOrder.INSTANCE));
    if (paths.isEmpty()) {
      throw new CurationException(
          Reason.NO_FRAMES, folder + ": no such folder, or no frames (jpg, png) in it");
    }
    Size size = firstSize(paths);
    int width = Math.min(maxWidth, size.width());
    int height = Math.max(1, (int) Math.round((double) size.height() * width / size.width()));
    return new FrameFolder(paths, size, width, height);
  }

  /** Of the first picture that has a sound head. */
  private static Size firstSize(List<String> paths) throws IOException {
    CurationException last = null;
    for (String path : paths.subList(0, Math.min(LOOKED_AT, paths.size()))) {
      try {
        return Pictures.inspect(Storage.readAll(path)).size();
      } catch (CurationException e) {
        last = new CurationException(e.reason(), path + ": " + e.explanation(), e);
      }
    }
    throw java.util.Objects.requireNonNull(last);
  }

  /** Whether a file is taken for a frame, by its name. */
  public static boolean isPicture(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
  }

  /** Of the pictures themselves. */
  public Size full() {
    return full;
  }

  /** The path of a frame. */
  public String path(int frame) {
    return paths.get(frame);
  }

  @Override
  public int count() {
    return paths.size();
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public RgbImage image(int frame) throws IOException {
    RgbImage image = Pictures.decode(Storage.readAll(paths.get(frame)), MAX_PIXELS);
    return PillowBicubic.resize(image, width, height);
  }

  @Override
  public @Nullable View view(int frame) {
    return null;
  }
}
