package io.github.oryxcuration.core.media;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.parquet.ParquetCells.Cell;
import io.github.oryxcuration.core.picture.Painter;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.MediaRef.InCell;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Brings the encoded bytes of pictures from wherever they lie. */
final class PictureSource {
  private final long maxBytes;
  private final FetchedCells cells;

  PictureSource(long maxBytes) {
    this(maxBytes, new FetchedCells());
  }

  PictureSource(long maxBytes, FetchedCells cells) {
    this.maxBytes = maxBytes;
    this.cells = cells;
  }

  void prefetch(Collection<MediaRef> refs) throws IOException {
    cells.want(refs);
  }

  /** One picture's bytes. */
  byte[] picture(MediaRef ref) throws IOException {
    if (ref instanceof MediaRef.InFile file) {
      return MediaBytes.file(file.path(), maxBytes);
    }
    if (ref instanceof MediaRef.InPatch patch) {
      try (FrameFiles files = FrameFiles.patch(patch, maxBytes)) {
        return checked(patch, files.bytes(0));
      }
    }
    if (ref instanceof InCell cell) {
      return checked(ref, cell(cell, Math.max(0, cell.index())));
    }
    if (ref instanceof MediaRef.Drawn drawn) {
      return PngEncoder.encode(painter(drawn.painter()).paint(drawn.order()));
    }
    throw new CurationException(
        Reason.MEDIA_UNREADABLE, MediaBytes.describe(ref) + " holds frames, not one picture");
  }

  /** A video's pictures. */
  FrameFiles frames(MediaRef ref) throws IOException {
    if (ref instanceof MediaRef.InFolder folder) {
      return FrameFiles.folder(folder.path(), maxBytes);
    }
    if (ref instanceof MediaRef.InTar tar) {
      return FrameFiles.tar(tar.path(), maxBytes);
    }
    if (ref instanceof MediaRef.InPatch patch) {
      return FrameFiles.patch(patch, maxBytes);
    }
    if (ref instanceof InCell cell) {
      return cellFrames(cell);
    }
    if (ref instanceof MediaRef.Picked picked) {
      return FrameFiles.picked(frames(picked.of()), picked.frames());
    }
    throw new CurationException(
        Reason.MEDIA_UNREADABLE, MediaBytes.describe(ref) + " is no video and no frames");
  }

  private FrameFiles cellFrames(InCell ref) throws IOException {
    int count = cells.of(ref).size();
    return new FrameFiles() {
      @Override
      int count() {
        return count;
      }

      @Override
      String name(int frame) {
        return MediaBytes.describe(ref) + "[" + frame + "]";
      }

      @Override
      byte[] bytes(int frame) throws IOException {
        return checked(ref, cell(ref, frame));
      }
    };
  }

  private byte[] cell(InCell ref, int index) throws IOException {
    List<Cell> found = cells.of(ref);
    byte @Nullable [] bytes = index < found.size() ? found.get(index).bytes() : null;
    if (bytes == null) {
      throw new CurationException(
          Reason.MEDIA_MISSING,
          String.format(
              Locale.ROOT,
              "%s: no bytes are stored for picture %d of %d",
              MediaBytes.describe(ref),
              index,
              found.size()));
    }
    return bytes;
  }

  private byte[] checked(MediaRef ref, byte[] bytes) {
    if (bytes.length > maxBytes) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          String.format(
              Locale.ROOT,
              "%s: %d bytes, %d allowed (media.max_bytes)",
              MediaBytes.describe(ref),
              bytes.length,
              maxBytes));
    }
    return bytes;
  }

  private static Painter painter(String name) {
    for (Painter painter : ServiceLoader.load(Painter.class)) {
      if (painter.name().equals(name)) {
        return painter;
      }
    }
    throw new IllegalStateException("No painter is called " + name);
  }
}
