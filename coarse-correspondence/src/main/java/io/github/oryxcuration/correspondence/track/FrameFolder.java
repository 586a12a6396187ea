package io.github.oryxcuration.correspondence.track;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pictures of a folder in the order of their names, without geometry. */
public final class FrameFolder implements FrameSequence {
  private static final long MAX_PIXELS = 1L << 26;

  private final List<String> paths;
  private final int width;
  private final int height;

  private FrameFolder(List<String> paths, int width, int height) {
    this.paths = paths;
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
      String name = entry.path().toLowerCase(Locale.ROOT);
      if (name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png")) {
        paths.add(entry.path());
      }
    }
    if (paths.isEmpty()) {
      throw new CurationException(
          Reason.NO_FRAMES, folder + ": no such folder, or no frames (jpg, png) in it");
    }
    var size = Pictures.inspect(Storage.readAll(paths.get(0))).size();
    int width = Math.min(maxWidth, size.width());
    int height = Math.max(1, (int) Math.round((double) size.height() * width / size.width()));
    return new FrameFolder(paths, width, height);
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
