package io.github.oryxcuration.correspondence.scene;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A scan's raw 2-D instances, {@code _2d-instance-filt.zip} or {@code _2d-instance.zip}: ids hold
 * for the whole scan. That a pixel's value is {@code objectId + 1} is a convention; where the scan
 * has label maps, an aggregation and the table of labels, it is checked: most pixels of a value
 * must carry the label of its object. Without them objects keep their ids but have no names.
 */
public final class InstanceMaps implements Closeable {
  private static final List<String> KINDS = List.of("-filt.zip", ".zip");
  private static final int CHECKED_FRAMES = 12;

  private final String path;
  private final MapZip instances;
  private final SortedMap<Integer, String> labels = new TreeMap<>();

  private InstanceMaps(String path, MapZip instances) {
    this.path = path;
    this.instances = instances;
  }

  /**
   * Opens the better of a scan's zips, or nothing where it has none.
   *
   * @param table that says which value a category has in label maps
   * @throws CurationException if a file is damaged, or values are not {@code objectId + 1}
   */
  public static Optional<InstanceMaps> open(ScanFolder scan, LabelTable table) throws IOException {
    for (String kind : KINDS) {
      String path = scan.file("_2d-instance" + kind);
      if (Storage.exists(path)) {
        InstanceMaps maps = new InstanceMaps(path, MapZip.open(path));
        try {
          maps.check(scan, table);
        } catch (IOException | RuntimeException e) {
          maps.close();
          throw e;
        }
        return Optional.of(maps);
      }
    }
    return Optional.empty();
  }

  /** The ids of a frame's pixels, 0 for none, or null where the frame has no map. */
  public @Nullable GreyPng map(int frame) throws IOException {
    return instances.map(frame);
  }

  /** Where they were read from. */
  public String path() {
    return path;
  }

  /** Raw categories by id; empty if ids could not be checked against labels. */
  public SortedMap<Integer, String> labels() {
    return labels;
  }

  private void check(ScanFolder scan, LabelTable table) throws IOException {
    String aggregation = scan.file(".aggregation.json");
    Optional<String> labelled =
        KINDS.stream()
            .map(kind -> scan.file("_2d-label" + kind))
            .filter(Storage::exists)
            .findFirst();
    if (labelled.isEmpty() || !Storage.exists(aggregation)) {
      return;
    }
    SortedMap<Integer, String> named = new TreeMap<>();
    for (Aggregation.Group group : Aggregation.read(aggregation).groups()) {
      named.put(group.objectId() + 1, group.label());
    }
    SortedMap<Integer, Integer> most;
    try (MapZip zip = MapZip.open(labelled.get())) {
      most = mostOf(votes(zip));
    }
    int tested = 0;
    int right = 0;
    int unshifted = 0;
    for (Map.Entry<Integer, Integer> value : most.entrySet()) {
      boolean agrees = agrees(named.get(value.getKey()), value.getValue(), table);
      boolean agreesUnshifted = agrees(named.get(value.getKey() + 1), value.getValue(), table);
      tested += table.id(named.getOrDefault(value.getKey(), "")).isPresent() ? 1 : 0;
      right += agrees ? 1 : 0;
      unshifted += agreesUnshifted ? 1 : 0;
    }
    if (tested > 0 && (2 * right < tested || unshifted > right)) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          ("%s: its values are not objectId + 1: of %d values %d have the label of that object in"
                  + " %s, and %d if the value were the objectId itself. Without this zip the mesh's"
                  + " annotation is used, or proposals with depth and poses.")
              .formatted(path, tested, right, Storage.name(labelled.get()), unshifted));
    }
    if (tested > 0) {
      labels.putAll(named);
    }
  }

  private static boolean agrees(@Nullable String label, int found, LabelTable table) {
    OptionalInt id = label == null ? OptionalInt.empty() : table.id(label);
    return id.isPresent() && id.getAsInt() == found;
  }

  /** How often each label lies under each value, over frames spread evenly. */
  private SortedMap<Integer, SortedMap<Integer, Integer>> votes(MapZip labelMaps)
      throws IOException {
    SortedMap<Integer, SortedMap<Integer, Integer>> votes = new TreeMap<>();
    List<Integer> both = new ArrayList<>(instances.frames());
    both.retainAll(labelMaps.frames());
    int step = Math.max(1, both.size() / CHECKED_FRAMES);
    for (int i = 0; i < both.size(); i += step) {
      GreyPng ids = instances.map(both.get(i));
      GreyPng names = labelMaps.map(both.get(i));
      if (ids == null || names == null || ids.values().length != names.values().length) {
        continue;
      }
      for (int p = 0; p < ids.values().length; p += 3) {
        int id = ids.values()[p] & 0xffff;
        if (id != 0) {
          votes
              .computeIfAbsent(id, k -> new TreeMap<>())
              .merge(names.values()[p] & 0xffff, 1, Integer::sum);
        }
      }
    }
    return votes;
  }

  private static SortedMap<Integer, Integer> mostOf(
      SortedMap<Integer, SortedMap<Integer, Integer>> votes) {
    SortedMap<Integer, Integer> most = new TreeMap<>();
    votes.forEach(
        (id, labels) ->
            labels.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(label -> most.put(id, label.getKey())));
    return most;
  }

  @Override
  public void close() throws IOException {
    instances.close();
  }
}
