package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scan.FrameChecker;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scan.ScanFrame;
import io.github.oryxcuration.correspondence.scene.LabelTable;
import io.github.oryxcuration.correspondence.track.FrameFolder;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.ScanSequence;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.geometric.ScanTrackers;
import io.github.oryxcuration.correspondence.track.geometric.VerifiedTracker;
import io.github.oryxcuration.correspondence.track.region.RegionTracker;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sequence on disk with what is true of it: a folder of pictures, or a scan's usable frames. */
public final class SequenceInput implements Closeable {
  private static final int ANY_WIDTH = Integer.MAX_VALUE;

  /** Trackers that need no weights. */
  public enum Kind {
    REGION,
    GEOMETRIC
  }

  /**
   * What a tracker is given of the truth.
   *
   * @param every masks without names every so many frames; 0 for the first frame alone, -1 for none
   */
  public record Given(int every) {
    /**
     * From {@code first}, {@code none} or a number.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Given of(String word) {
      return switch (word) {
        case "first" -> new Given(0);
        case "none" -> new Given(-1);
        default -> {
          int every = Integer.parseInt(word);
          if (every < 1) {
            throw new IllegalArgumentException(word);
          }
          yield new Given(every);
        }
      };
    }
  }

  private final FrameSequence frames;
  private final List<String> names;
  private final SequenceTruth truth;
  private final @Nullable ScanFolder folder;
  private final @Nullable Scan scan;

  private SequenceInput(
      FrameSequence frames,
      List<String> names,
      SequenceTruth truth,
      @Nullable ScanFolder folder,
      @Nullable Scan scan) {
    this.frames = frames;
    this.names = names;
    this.truth = truth;
    this.folder = folder;
    this.scan = scan;
  }

  /**
   * Opens a sequence.
   *
   * @param path a folder of pictures, or a scan's folder (called like scene0000_00)
   * @param masks see {@link SequenceTruth#open}
   * @throws CurationException if one of them cannot be read
   */
  public static SequenceInput open(String path, String masks) throws IOException {
    String name = Storage.name(path);
    return ScanFolder.isId(name)
        ? ofScan(new ScanFolder(path, name, false), masks)
        : ofPictures(path, masks);
  }

  private static SequenceInput ofPictures(String path, String masks) throws IOException {
    FrameFolder frames = FrameFolder.open(path, ScanSequence.MAX_WIDTH);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < frames.count(); i++) {
      names.add(Storage.name(frames.path(i)));
    }
    FrameFolder whole = FrameFolder.open(path, ANY_WIDTH); // boxes are told in its pixels
    SequenceTruth truth = SequenceTruth.open(masks, whole.width(), whole.height());
    return new SequenceInput(frames, names, truth, null, null);
  }

  private static SequenceInput ofScan(ScanFolder folder, String masks) throws IOException {
    Scan scan = folder.open();
    try {
      List<ScanFrame> usable = new ArrayList<>();
      FrameChecker checker = new FrameChecker(scan);
      for (ScanFrame frame : checker.posed()) {
        if (checker.fault(frame).isEmpty()) {
          usable.add(frame);
        }
      }
      var color = scan.cameras().color();
      return new SequenceInput(
          new ScanSequence(scan, usable),
          usable.stream().map(frame -> String.valueOf(frame.index())).toList(),
          SequenceTruth.open(masks, color.width(), color.height()),
          folder,
          scan);
    } catch (IOException | RuntimeException e) {
      scan.close();
      throw e;
    }
  }

  /**
   * Tracks and compares.
   *
   * @param verified whether ids are corrected by depth and poses, see {@link VerifiedTracker}
   * @throws CurationException if the tracker cannot track the sequence, or nothing can be compared
   */
  public SequenceScores evaluate(Kind kind, Given given, boolean verified) throws IOException {
    if (verified && folder == null) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          "pictures alone have neither depth nor poses to verify ids by; --verify takes the folder"
              + " of a ScanNet scan");
    }
    boolean first = kind == Kind.REGION && given.every() == 0;
    if (first && (frames.count() == 0 || truth.map(0, names.get(0)).isEmpty())) {
      throw new CurationException(
          Reason.NO_FRAMES,
          "nothing is known of the first frame, so the tracker cannot be given it; name a number of"
              + " frames, or none");
    }
    Tracker plain = kind == Kind.GEOMETRIC ? geometric() : region(given);
    try (Tracker tracker = verified ? new VerifiedTracker(plain) : plain) {
      return SequenceEvaluation.of(frames, names, tracker, truth, first);
    }
  }

  private Tracker region(Given given) {
    return given.every() < 0
        ? new RegionTracker()
        : new RegionTracker(
            new GivenMasks(truth, names, given.every(), frames.width(), frames.height()),
            given.every() == 0 ? RegionTracker.EVERY : given.every(),
            true);
  }

  private Tracker geometric() throws IOException {
    ScanFolder scanned =
        Optional.ofNullable(folder)
            .orElseThrow(
                () ->
                    new CurationException(
                        Reason.MEDIA_UNREADABLE,
                        "pictures alone have no geometry; --tracker geometric takes the folder of a"
                            + " ScanNet scan"));
    return ScanTrackers.best(scanned, LabelTable.above(scanned));
  }

  @Override
  public void close() throws IOException {
    truth.close();
    if (scan != null) {
      scan.close();
    }
  }
}
