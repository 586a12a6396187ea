package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scan.GreyPng;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scan.ScanFrame;
import io.github.oryxcuration.correspondence.scene.Instances;
import io.github.oryxcuration.correspondence.scene.MapZip;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.ScanSequence;
import io.github.oryxcuration.correspondence.track.Tracks;
import io.github.oryxcuration.correspondence.track.geometric.GeometricTracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The instances of a scan's frames: its 2-D maps where it has them, else its annotated mesh. */
public final class SceneTruth {
  private SceneTruth() {}

  /** Label maps of frames, in their order. */
  public static List<LabelMap> maps(String root, String scan, List<Long> frames)
      throws IOException {
    ScanFolder folder = ScanFolder.find(root, scan);
    for (String suffix : List.of("_2d-instance-filt.zip", "_2d-instance.zip")) {
      if (Storage.exists(folder.file(suffix))) {
        List<LabelMap> maps = zipped(folder.file(suffix), frames);
        if (maps.size() == frames.size()) {
          return maps;
        }
      }
    }
    return projected(folder, frames);
  }

  private static List<LabelMap> zipped(String path, List<Long> frames) throws IOException {
    List<LabelMap> maps = new ArrayList<>();
    try (MapZip zip = MapZip.open(path)) {
      for (long frame : frames) {
        GreyPng map = zip.map((int) frame);
        if (map != null) {
          maps.add(new LabelMap(map.width(), map.height(), map.values()));
        }
      }
    }
    return maps;
  }

  private static List<LabelMap> projected(ScanFolder folder, List<Long> frames) throws IOException {
    try (Scan scan = folder.open()) {
      List<ScanFrame> wanted =
          scan.frames().stream().filter(frame -> frames.contains((long) frame.index())).toList();
      if (wanted.size() != frames.size()) {
        throw new CurationException(
            Reason.NO_FRAMES,
            "%s: %d of the %d views are frames of it"
                .formatted(folder.path(), wanted.size(), frames.size()));
      }
      Tracks tracks =
          new GeometricTracker(Instances.read(folder)).track(new ScanSequence(scan, wanted));
      List<LabelMap> maps = new ArrayList<>();
      for (int i = 0; i < wanted.size(); i++) {
        maps.add(tracks.map(i));
      }
      return maps;
    }
  }
}
