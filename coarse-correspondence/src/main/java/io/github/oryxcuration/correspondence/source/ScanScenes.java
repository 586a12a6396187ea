package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.correspondence.mark.ViewChoice;
import io.github.oryxcuration.correspondence.scan.FrameChecker;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scan.ScanFrame;
import io.github.oryxcuration.correspondence.scene.LabelTable;
import io.github.oryxcuration.correspondence.track.FrameSequence.View;
import io.github.oryxcuration.correspondence.track.ScanSequence;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import io.github.oryxcuration.correspondence.track.geometric.DepthInColor;
import io.github.oryxcuration.correspondence.track.geometric.ScanTrackers;
import io.github.oryxcuration.correspondence.track.geometric.VerifiedTracker;
import io.github.oryxcuration.correspondence.track.region.RegionTracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Opens scans, tracks them and marks their views. */
final class ScanScenes {
  /** One view alone cannot show that an object is the same as in another. */
  private static final int LEAST_VIEWS = 2;

  private static final long MAX_PIXELS = 1L << 26;

  private final String root;
  private final SceneOptions options;
  private final LabelTable labels;

  ScanScenes(String root, SceneOptions options) throws IOException {
    this.root = root;
    this.options = options;
    this.labels = LabelTable.of(root);
  }

  /**
   * A scan with its marks.
   *
   * @throws CurationException if the scan cannot be used
   */
  MarkedScene scene(String id) throws IOException {
    ScanFolder folder = ScanFolder.find(root, id);
    if (folder.isTest()) {
      throw new CurationException(
          Reason.NOT_FOR_TRAINING, folder.path() + ": is a test scan, which is not trained on");
    }
    try (Scan scan = folder.open()) {
      FrameChecker checker = new FrameChecker(scan);
      List<ScanFrame> chosen = views(folder, scan, checker);
      return options.tracker() == SceneOptions.TrackerKind.GEOMETRIC
          ? geometric(folder, scan, chosen)
          : region(scan, checker, chosen);
    }
  }

  private List<ScanFrame> views(ScanFolder folder, Scan scan, FrameChecker checker)
      throws IOException {
    List<ScanFrame> posed = checker.posed();
    SortedSet<Integer> places =
        new ViewChoice(
                new ViewChoice.Frames() {
                  @Override
                  public int count() {
                    return posed.size();
                  }

                  @Override
                  public boolean isUsable(int frame) throws IOException {
                    return checker.fault(posed.get(frame)).isEmpty();
                  }

                  @Override
                  public Optional<RgbImage> image(int frame) throws IOException {
                    return decoded(scan, posed.get(frame));
                  }
                },
                options.window())
            .choose(options.views());
    int least = Math.min(LEAST_VIEWS, options.views());
    if (places.size() < least) {
      throw new CurationException(
          Reason.NO_FRAMES,
          "%s: %d of its %d frames can be used as views, %d are needed; doctor scannet tells why"
              .formatted(folder.path(), places.size(), scan.frames().size(), least));
    }
    return places.stream().map(posed::get).toList();
  }

  private static Optional<RgbImage> decoded(Scan scan, ScanFrame frame) throws IOException {
    try {
      return Optional.of(Pictures.decode(scan.color(frame), MAX_PIXELS));
    } catch (CurationException unreadable) {
      return Optional.empty();
    }
  }

  private MarkedScene geometric(ScanFolder folder, Scan scan, List<ScanFrame> chosen)
      throws IOException {
    ScanSequence sequence = new ScanSequence(scan, chosen);
    try (Tracker tracker = ScanTrackers.best(folder, labels)) {
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < chosen.size(); i++) {
        places.add(i);
      }
      return marked(scan, sequence, tracker.track(sequence), places, chosen);
    }
  }

  /** Follows objects through every so many-th frame, the views among them. */
  private MarkedScene region(Scan scan, FrameChecker checker, List<ScanFrame> chosen)
      throws IOException {
    List<ScanFrame> dense = dense(checker.posed(), chosen);
    List<Integer> places = chosen.stream().map(dense::indexOf).toList();
    ScanSequence sequence = new ScanSequence(scan, dense);
    Tracker region = new RegionTracker(options.proposals());
    try (Tracker tracker = options.verify() ? new VerifiedTracker(region) : region) {
      return marked(scan, sequence, tracker.track(sequence), places, chosen);
    }
  }

  private List<ScanFrame> dense(List<ScanFrame> posed, List<ScanFrame> chosen) {
    SortedSet<Integer> places = new TreeSet<>();
    for (int i = 0; i < posed.size(); i += options.every()) {
      places.add(i);
    }
    chosen.forEach(frame -> places.add(posed.indexOf(frame)));
    return places.stream().map(posed::get).toList();
  }

  private MarkedScene marked(
      Scan scan, ScanSequence sequence, Tracks tracks, List<Integer> places, List<ScanFrame> chosen)
      throws IOException {
    List<MediaRef.View> views = new ArrayList<>();
    List<float[]> depths = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      ScanFrame frame = chosen.get(i);
      views.add(new MediaRef.View(frame.color(), frame.index(), frame.seconds()));
      View view = java.util.Objects.requireNonNull(sequence.view(places.get(i)));
      depths.add(options.questions().isEmpty() ? new float[0] : DepthInColor.of(view));
    }
    return new SceneMarker(options)
        .mark(
            scan.id(),
            tracks,
            places,
            views,
            scan.cameras().color().width(),
            id -> options.stuff() || !labels.isStuff(tracks.label(id)),
            spot -> {
              float[] depth = depths.get(spot.view());
              int x = (int) spot.x();
              int y = (int) spot.y();
              return depth.length == 0 ? 0 : depth[y * sequence.width() + x];
            });
  }
}
