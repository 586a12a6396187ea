package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.correspondence.mark.ViewChoice;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scene.LabelTable;
import io.github.oryxcuration.correspondence.source.SceneOptions.TrackerKind;
import io.github.oryxcuration.correspondence.track.DepthInColor;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.FrameSequence.View;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import io.github.oryxcuration.correspondence.track.geometric.ScanTrackers;
import io.github.oryxcuration.correspondence.track.geometric.VerifiedTracker;
import io.github.oryxcuration.correspondence.track.region.RegionTracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens recordings, tracks them and marks their views. */
final class ScanScenes {
  private static final Logger log = LoggerFactory.getLogger(ScanScenes.class);

  /** One view alone cannot show that an object is the same as in another. */
  private static final int LEAST_VIEWS = 2;

  private final RecordingFinder finder;
  private final SceneOptions options;
  private final SceneSplits splits;
  private final LabelTable labels;

  ScanScenes(String root, SceneOptions options) throws IOException {
    this.finder = new RecordingFinder(root);
    this.options = options;
    this.splits = SceneSplits.read(root);
    this.labels = LabelTable.of(root);
  }

  /**
   * A scene with its marks.
   *
   * @param skipped is told which frames were passed over, if any
   * @throws CurationException if it cannot be used
   */
  MarkedScene scene(String name, Consumer<String> skipped) throws IOException {
    splits.check(name, options.split());
    long start = System.nanoTime();
    try (Recording recording = finder.open(name, options.everyInVideo())) {
      if (recording instanceof ScanRecording scan) {
        refuseTest(scan.folder());
      }
      List<Integer> chosen = views(recording);
      MarkedScene scene =
          options.tracker() == TrackerKind.GEOMETRIC
                  || (options.tracker() == TrackerKind.AUTO && recording instanceof ScanRecording)
              ? geometric(name, recording, chosen)
              : region(name, recording, chosen);
      if (!recording.faults().isEmpty()) {
        skipped.accept(
            "%s: of its %d frames were skipped: %s"
                .formatted(name, recording.frames(), recording.faults()));
      }
      log.info(
          "{}: {} frames, {} views, {} marks, {} ms",
          name,
          recording.frames(),
          chosen.size(),
          scene.views().marks().size(),
          (System.nanoTime() - start) / 1_000_000);
      return scene;
    }
  }

  private static void refuseTest(ScanFolder folder) {
    if (folder.isTest()) {
      throw new CurationException(
          Reason.NOT_FOR_TRAINING, folder.path() + ": is a test scan, which is not trained on");
    }
  }

  private List<Integer> views(Recording recording) throws IOException {
    SortedSet<Integer> places = new ViewChoice(recording, options.window()).choose(options.views());
    int least = Math.min(LEAST_VIEWS, options.views());
    if (places.size() < least) {
      throw new CurationException(
          Reason.NO_FRAMES,
          "%s: %d of its %d frames can be used as views, %d are needed%s"
              .formatted(
                  recording.path(),
                  places.size(),
                  recording.frames(),
                  least,
                  recording.faults().isEmpty() ? "" : " (found: " + recording.faults() + ")"));
    }
    return List.copyOf(places);
  }

  private MarkedScene geometric(String name, Recording recording, List<Integer> chosen)
      throws IOException {
    if (!(recording instanceof ScanRecording scan)) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          recording.path()
              + ": pictures alone have no geometry; options.tracker: region follows objects"
              + " without");
    }
    try (Tracker tracker = ScanTrackers.best(scan.folder(), labels)) {
      return tracked(name, recording, tracker, chosen, chosen);
    }
  }

  /** Follows objects through every so many-th frame, the views among them. */
  private MarkedScene region(String name, Recording recording, List<Integer> chosen)
      throws IOException {
    Tracker region = new RegionTracker(options.proposals());
    try (Tracker tracker = options.verify() ? new VerifiedTracker(region) : region) {
      return tracked(name, recording, tracker, dense(recording, chosen), chosen);
    }
  }

  private List<Integer> dense(Recording recording, List<Integer> chosen) throws IOException {
    SortedSet<Integer> places = new TreeSet<>(chosen);
    int every =
        recording instanceof ScanRecording ? options.everyInVideo() : options.everyPicture();
    for (int i = 0; i < recording.count(); i += every) {
      if (recording.isReadable(i)) {
        places.add(i);
      }
    }
    return List.copyOf(places);
  }

  /**
   * @param seen frames that the tracker sees, views among them
   */
  private MarkedScene tracked(
      String name, Recording recording, Tracker tracker, List<Integer> seen, List<Integer> chosen)
      throws IOException {
    FrameSequence sequence = recording.sequence(seen);
    Tracks tracks = tracker.track(sequence);
    List<Integer> places = chosen.stream().map(seen::indexOf).toList();
    List<MediaRef.View> views = chosen.stream().map(recording::view).toList();
    List<float[]> depths = new ArrayList<>();
    for (int place : places) {
      View view = sequence.view(place);
      depths.add(view == null ? new float[0] : DepthInColor.of(view));
    }
    return new SceneMarker(options)
        .mark(
            name,
            tracks,
            places,
            views,
            recording.width(),
            tracker.hasAnnotatedIds(),
            id -> options.stuff() || !labels.isStuff(tracks.label(id)),
            spot -> {
              float[] depth = depths.get(spot.view());
              int x = (int) spot.x();
              int y = (int) spot.y();
              return depth.length == 0 ? 0 : depth[y * sequence.width() + x];
            });
  }
}
