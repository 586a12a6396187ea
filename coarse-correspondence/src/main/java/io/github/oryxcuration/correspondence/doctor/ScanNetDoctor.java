package io.github.oryxcuration.correspondence.doctor;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scan.FrameChecker;
import io.github.oryxcuration.correspondence.scan.FrameFault;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scan.ScanFrame;
import io.github.oryxcuration.correspondence.scene.Instances;
import io.github.oryxcuration.correspondence.scene.LabelTable;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.geometric.ScanTrackers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks at every scan below a ScanNet root: whether it can be opened, which of its frames can be
 * used, whether its annotations belong together. Of long recordings it looks at some frames, spread
 * evenly. No scan can make it fail.
 */
public final class ScanNetDoctor {
  /** Frames of a scan whose pictures are looked at. */
  public static final int LOOKED_AT = 40;

  /** A scan with fewer usable frames gives no sample of several views. */
  public static final int LEAST_FRAMES = 2;

  private static final List<String> MAPS =
      List.of("_2d-instance.zip", "_2d-instance-filt.zip", "_2d-label.zip", "_2d-label-filt.zip");

  private ScanNetDoctor() {}

  /**
   * Looks at all scans, in the order of their names.
   *
   * @throws IOException if the root cannot be listed
   */
  public static List<ScanReport> look(String root, Progress progress) throws IOException {
    SortedSet<String> ids = scans(root);
    LabelTable labels = LabelTable.of(root);
    progress.stage("scans", ids.size());
    List<ScanReport> reports = new ArrayList<>();
    for (String id : ids) {
      reports.add(lookAt(root, id, labels));
      progress.step(1);
    }
    progress.done();
    return reports;
  }

  /** Folders below {@code scans/}, {@code scans_test/} or the root that are called like scans. */
  static SortedSet<String> scans(String root) throws IOException {
    SortedSet<String> ids = new TreeSet<>();
    for (String pattern : List.of("scans/*/**", "scans_test/*/**", "*/**")) {
      int depth = pattern.split("/", -1).length - 2;
      for (Storage.Entry entry : Storage.glob(Storage.child(root, pattern))) {
        String below = entry.path().substring(root.length() + (root.endsWith("/") ? 0 : 1));
        String[] parts = below.split("/", -1);
        if (parts.length > depth && ScanFolder.isId(parts[depth])) {
          ids.add(parts[depth]);
        }
      }
    }
    return ids;
  }

  private static ScanReport lookAt(String root, String id, LabelTable labels) throws IOException {
    Findings found = new Findings(id);
    try {
      ScanFolder folder = ScanFolder.find(root, id);
      found.maps(folder);
      try (Scan scan = folder.open()) {
        found.frames(scan);
      }
      if (folder.isTest()) {
        found.notes.add("a test scan: it has no annotations and is refused for training");
      } else if (ScanTrackers.hasAnnotatedMesh(folder)) {
        found.objects = Instances.read(folder).labels().size();
      } else {
        found.objectsWithoutMesh(folder, labels);
      }
    } catch (CurationException e) {
      found.skip = e.reason() + ": " + e.explanation();
    }
    return found.report();
  }

  private static final class Findings {
    private final String id;
    private final List<String> notes = new ArrayList<>();
    private final SortedMap<FrameFault, Integer> faults = new TreeMap<>();
    private int frames;
    private int posed;
    private int looked;
    private int usable;
    private int objects;
    private int maps;
    private String skip = "";

    Findings(String id) {
      this.id = id;
    }

    void maps(ScanFolder folder) {
      maps = (int) MAPS.stream().filter(suffix -> Storage.exists(folder.file(suffix))).count();
    }

    /** What a build takes then; fails as it would. */
    void objectsWithoutMesh(ScanFolder folder, LabelTable labels) throws IOException {
      try (Tracker tracker = ScanTrackers.best(folder, labels)) {
        notes.add(
            "mesh, segments or aggregation is absent: "
                + (tracker.hasAnnotatedIds()
                    ? "objects come from the raw 2-D instances"
                    : "objects are regions of depth")
                + " ("
                + tracker.name()
                + ")");
      }
    }

    void frames(Scan scan) throws IOException {
      frames = scan.frames().size();
      if (!scan.complaint().isEmpty()) {
        notes.add("the recording " + scan.complaint());
      }
      FrameChecker checker = new FrameChecker(scan);
      posed = checker.posed().size();
      for (ScanFrame frame : scan.frames()) {
        if (frame.isLost() || !frame.pose().isRigid()) {
          count(frame, checker);
        }
      }
      int step = Math.max(1, (posed + LOOKED_AT - 1) / LOOKED_AT);
      for (int i = 0; i < posed; i += step, looked++) {
        usable += count(checker.posed().get(i), checker) ? 0 : 1;
      }
      if (usable < LEAST_FRAMES) {
        skip =
            "NO_FRAMES: %d of the %d frames that were looked at can be used; at least %d are needed"
                .formatted(usable, looked, LEAST_FRAMES);
      }
    }

    private boolean count(ScanFrame frame, FrameChecker checker) throws IOException {
      checker.fault(frame).ifPresent(fault -> faults.merge(fault, 1, Integer::sum));
      return checker.fault(frame).isPresent();
    }

    ScanReport report() {
      return new ScanReport(id, frames, posed, looked, faults, objects, maps, notes, skip);
    }
  }
}
