package io.github.oryxcuration.correspondence.track.geometric;

import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scene.InstanceMaps;
import io.github.oryxcuration.correspondence.scene.Instances;
import io.github.oryxcuration.correspondence.scene.LabelTable;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.propose.DepthRegions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Which geometric tracker a scan allows. */
public final class ScanTrackers {
  /** What annotated objects on a mesh are made of. */
  private static final List<String> ANNOTATION =
      List.of("_vh_clean_2.ply", "_vh_clean_2.0.010000.segs.json", ".aggregation.json");

  private ScanTrackers() {}

  /** Whether mesh, segments and aggregation are there. */
  public static boolean hasAnnotatedMesh(ScanFolder scan) {
    return ANNOTATION.stream().allMatch(suffix -> Storage.exists(scan.file(suffix)));
  }

  /**
   * The best of what the scan has: annotated objects on its mesh, projected; else its raw 2-D
   * instances; else regions of depth, joined by where they lie. A file that is there but damaged is
   * an error, not a reason to take less. Which one it was is in the tracker's name.
   *
   * @throws io.github.oryxcuration.core.error.CurationException if a file is damaged, or files
   *     contradict each other
   */
  public static Tracker best(ScanFolder scan, LabelTable table) throws IOException {
    if (hasAnnotatedMesh(scan)) {
      return new GeometricTracker(Instances.read(scan));
    }
    Optional<InstanceMaps> maps = InstanceMaps.open(scan, table);
    return maps.isPresent() ? new MapTracker(maps.get()) : new VoxelTracker(new DepthRegions());
  }
}
