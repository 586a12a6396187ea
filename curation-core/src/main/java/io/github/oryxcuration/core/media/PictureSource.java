package io.github.oryxcuration.core.media;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.parquet.ParquetCells;
import io.github.oryxcuration.core.parquet.ParquetCells.Cell;
import io.github.oryxcuration.core.picture.Painter;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.MediaRef.InCell;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Brings the encoded bytes of pictures from wherever they lie. */
final class PictureSource {
  private record Place(String path, String column, long row) {}

  private final long maxBytes;
  private final Map<Place, List<Cell>> cells = new HashMap<>();
  private final Map<Place, CurationException> lostCells = new HashMap<>();

  PictureSource(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  void prefetch(Collection<MediaRef> refs) throws IOException {
    cells.clear();
    lostCells.clear();
    Map<String, Map<String, TreeSet<Long>>> wanted = new TreeMap<>();
    for (MediaRef ref : refs) {
      if (ref instanceof InCell cell) {
        wanted
            .computeIfAbsent(cell.path(), p -> new TreeMap<>())
            .computeIfAbsent(cell.column(), c -> new TreeSet<>())
            .add(cell.row());
      }
    }
    for (Map.Entry<String, Map<String, TreeSet<Long>>> file : wanted.entrySet()) {
      for (Map.Entry<String, TreeSet<Long>> column : file.getValue().entrySet()) {
        fetch(file.getKey(), column.getKey(), column.getValue());
      }
    }
  }

  private void fetch(String path, String column, SortedSet<Long> rows) throws IOException {
    ParquetCells.read(
        path,
        column,
        rows,
        new ParquetCells.Receiver() {
          @Override
          public void accept(long row, List<Cell> found) {
            cells.put(new Place(path, column, row), found);
          }

          @Override
          public void lost(long row, CurationException why) {
            lostCells.put(new Place(path, column, row), why);
          }
        });
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

  private FrameFiles cellFrames(InCell ref) {
    int count = found(ref).size();
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
      byte[] bytes(int frame) {
        return checked(ref, cell(ref, frame));
      }
    };
  }

  private List<Cell> found(InCell ref) {
    Place place = new Place(ref.path(), ref.column(), ref.row());
    CurationException lost = lostCells.get(place);
    if (lost != null) {
      throw lost;
    }
    List<Cell> found = cells.get(place);
    if (found == null) {
      throw new IllegalStateException(MediaBytes.describe(ref) + " was not fetched");
    }
    return found;
  }

  private byte[] cell(InCell ref, int index) {
    List<Cell> found = found(ref);
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
