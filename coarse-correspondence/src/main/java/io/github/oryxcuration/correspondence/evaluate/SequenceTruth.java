package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of the objects in the frames of a sequence. */
public interface SequenceTruth extends Closeable {
  /** The file that OTB sequences tell their box in. */
  String BOXES = "groundtruth_rect.txt";

  /** The last run of digits of a file's stem. */
  Pattern NUMBER = Pattern.compile("0*(\\d+)(?!.*\\d)");

  /**
   * The objects of a frame, 0 for none; empty where nothing is known of it.
   *
   * @param place of the frame in the sequence, from 0
   * @param name of its file, or its number in a recording
   */
  Optional<LabelMap> map(int place, String name) throws IOException;

  /** Whether objects are known by their boxes alone. */
  default boolean isBoxes() {
    return false;
  }

  @Override
  default void close() throws IOException {}

  /**
   * Opens a folder of mask pictures (DAVIS: grey or indexed PNG, the value is the object), a zip of
   * ScanNet's 2-D instance maps, or a box for each frame (OTB: {@value #BOXES}, or a folder that
   * holds it).
   *
   * @param width of the frames, which boxes are told in
   * @throws CurationException if it is none of them
   */
  static SequenceTruth open(String path, int width, int height) throws IOException {
    if (path.endsWith(".zip")) {
      return new ZippedTruth(path);
    }
    if (path.endsWith(".txt")) {
      return BoxTruth.read(path, width, height);
    }
    if (Storage.exists(Storage.child(path, BOXES))) {
      return BoxTruth.read(Storage.child(path, BOXES), width, height);
    }
    if (Storage.isFolder(path)) {
      return MaskTruth.open(path);
    }
    throw new CurationException(
        Reason.MEDIA_MISSING,
        path
            + ": no such folder of PNG masks, zip of 2-D instance maps, or file of boxes ("
            + BOXES
            + ")");
  }

  /** What a frame's file and its mask's file have in common: their number, else their stem. */
  static String key(String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    Matcher matcher = NUMBER.matcher(stem);
    return matcher.find() ? matcher.group(1) : stem;
  }
}
