package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.parquet.ParquetCells;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The films that needle samples of a set share: rows of shards of their own, in the folder {@code
 * haystacks} beside {@code data}. A sample says of each of its frames the sha256; pictures that it
 * does not hold itself are found by it in its haystack. Not safe for several threads.
 */
public final class Haystacks {
  /** The folder, below that of the set. */
  public static final String FOLDER = "haystacks";

  /** The task of a haystack's row. */
  public static final String TASK = "haystack";

  /** So many are kept: samples are in a random order, but of one film when that is all there is. */
  private static final int RECENT = 3;

  private static final int RECENT_LIGHT = 64;

  private final String folder;
  private @Nullable Map<String, Place> places;
  private final Map<String, Sample> lights = new Recent<>(RECENT_LIGHT);
  private final Map<String, Map<String, Frame>> recent = new Recent<>(RECENT);

  /** Forgets what was not asked for the longest. */
  private static final class Recent<T> extends LinkedHashMap<String, T> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
      return size() > most;
    }
  }

  /** Where a haystack lies. */
  public record Place(String path, long row) {}

  private Haystacks(String folder) {
    this.folder = folder;
  }

  /** Those of a set, by its folder; they are looked for once one is asked for. */
  public static Haystacks of(String set) {
    return new Haystacks(Storage.child(set, FOLDER));
  }

  /** Those of the set that a shard belongs to. */
  public static Haystacks beside(String shard) {
    return of(parent(parent(shard)));
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : path.substring(0, slash);
  }

  /**
   * Where a haystack lies.
   *
   * @throws CurationException MEDIA_MISSING if the set has none of the name
   */
  public Place place(String id) throws IOException {
    Map<String, Place> known = places;
    if (known == null) {
      known = index();
      places = known;
    }
    Place place = known.get(id);
    if (place == null) {
      throw new CurationException(
          Reason.MEDIA_MISSING,
          folder + " holds no haystack " + id + ": copy the whole folder of the set");
    }
    return place;
  }

  private Map<String, Place> index() throws IOException {
    Map<String, Place> index = new HashMap<>();
    for (Storage.Entry file : Storage.list(folder)) {
      if (file.path().endsWith(".parquet")) {
        try (ParquetRows rows = ParquetRows.open(file.path(), List.of("id"))) {
          while (rows.hasNext()) {
            String id = String.valueOf(rows.next().get("id"));
            index.putIfAbsent(id, new Place(file.path(), rows.rowNumber()));
          }
        }
      }
    }
    return index;
  }

  /** A haystack's own row, without pictures. */
  public Sample light(String id) throws IOException {
    Sample known = lights.get(id);
    if (known != null) {
      return known;
    }
    Place place = place(id);
    try (ShardReader reader = ShardReader.openLight(place.path())) {
      reader.skip(place.row());
      Sample light = reader.next();
      lights.put(id, light);
      return light;
    }
  }

  /**
   * The sample with all of its pictures.
   *
   * @throws CurationException MEDIA_MISSING if its haystack is gone, or holds other frames
   */
  public Sample whole(Sample sample) throws IOException {
    if (sample.haystack().isEmpty()) {
      return sample;
    }
    Map<String, Frame> pictures = pictures(sample.haystack());
    List<Frame> frames = new ArrayList<>();
    for (Frame frame : sample.frames()) {
      Frame held = pictures.get(frame.sha256());
      if (!frame.picture().isAbsent()) {
        frames.add(frame);
      } else if (held == null) {
        throw new CurationException(
            Reason.MEDIA_MISSING,
            "haystack %s of sample %s does not hold its frame %d of sha256 %s"
                .formatted(sample.haystack(), sample.id(), frames.size(), frame.sha256()));
      } else {
        frames.add(with(frame, held.picture(), held.path()));
      }
    }
    return sample.withFrames(frames);
  }

  private Map<String, Frame> pictures(String id) throws IOException {
    Map<String, Frame> known = recent.get(id);
    if (known != null) {
      return known;
    }
    Map<String, Frame> pictures = new HashMap<>();
    Sample light = light(id);
    Place place = place(id);
    ParquetCells.read(
        place.path(),
        "images",
        new TreeSet<>(List.of(place.row())),
        new ParquetCells.Receiver() {
          @Override
          public void accept(long row, List<ParquetCells.Cell> cells) {
            for (int i = 0; i < Math.min(cells.size(), light.frames().size()); i++) {
              byte @Nullable [] bytes = cells.get(i).bytes();
              if (bytes != null) {
                Frame frame = light.frames().get(i);
                pictures.put(frame.sha256(), frame.withPicture(EncodedPicture.of(bytes)));
              }
            }
          }

          @Override
          public void lost(long row, CurationException why) {
            throw why;
          }
        });
    recent.put(id, pictures);
    return pictures;
  }

  /**
   * Gives frames the pictures that a sample holds itself, which are told by their digests.
   *
   * @param frames without pictures
   * @param own pictures, fewer than frames
   * @throws IllegalArgumentException if a picture is none of the frames
   */
  public static List<Frame> own(List<Frame> frames, List<ParquetCells.Cell> own) {
    Map<String, ParquetCells.Cell> byDigest = new LinkedHashMap<>();
    for (ParquetCells.Cell cell : own) {
      byte @Nullable [] bytes = cell.bytes();
      byDigest.put(bytes == null ? "" : Digest.hex(bytes), cell);
    }
    List<Frame> with = new ArrayList<>();
    for (Frame frame : frames) {
      ParquetCells.Cell cell = byDigest.remove(frame.sha256());
      byte @Nullable [] bytes = cell == null ? null : cell.bytes();
      String path = cell == null || cell.path() == null ? "" : cell.path();
      with.add(bytes == null ? frame : with(frame, EncodedPicture.of(bytes), path));
    }
    if (!byDigest.isEmpty()) {
      throw new IllegalArgumentException(
          "it holds a picture of sha256 '%s', which is none of its frames"
              .formatted(byDigest.keySet().iterator().next()));
    }
    return with;
  }

  private static Frame with(Frame frame, EncodedPicture picture, String path) {
    return new Frame(
        picture,
        path,
        frame.index(),
        frame.seconds(),
        frame.width(),
        frame.height(),
        frame.sha256());
  }
}
