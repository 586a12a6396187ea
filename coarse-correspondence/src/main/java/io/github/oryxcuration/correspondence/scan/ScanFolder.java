package io.github.oryxcuration.correspondence.scan;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.List;

/**
 * Where the files of one scan lie below a ScanNet root: {@code scans/<id>}, {@code scans_test/<id>}
 * or {@code <id>} itself.
 *
 * @param path of the scan's folder
 * @param id e.g. {@code scene0000_00}
 * @param isTest whether it is one of the test scans, which have no annotations
 */
public record ScanFolder(String path, String id, boolean isTest) {
  private static final String ID = "scene\\d{4}_\\d{2}";
  private static final int MAX_NAME = 255;

  /**
   * Whether a word can be the name of a file or folder of recordings; everything else could lead
   * out of the root.
   */
  public static boolean isName(String word) {
    return !word.isBlank()
        && word.length() <= MAX_NAME
        && !word.startsWith(".")
        && word.chars().noneMatch(c -> c == '/' || c == '\\' || c == '*' || c == '?' || c < ' ');
  }

  /** Whether a word can be a scan's name. */
  public static boolean isId(String word) {
    return word.matches(ID);
  }

  /**
   * Finds a scan.
   *
   * @throws CurationException MEDIA_MISSING if there is none, or MEDIA_UNREADABLE if it is of
   *     {@code scannet_frames_25k}, whose instances are numbered anew in every picture
   */
  public static ScanFolder find(String root, String id) throws IOException {
    if (!isId(id)) {
      throw new CurationException(
          Reason.MALFORMED_ROW, "'" + id + "' is no name of a scan; they look like scene0000_00");
    }
    for (String parent : List.of("scans/", "scans_test/", "")) {
      String path = Storage.child(root, parent + id);
      if (Storage.isFolder(path)) {
        ScanFolder folder = new ScanFolder(path, id, parent.equals("scans_test/"));
        folder.refuseFrames25k();
        return folder;
      }
    }
    throw new CurationException(
        Reason.MEDIA_MISSING,
        "%s: no scan %s in scans/, scans_test/ or the folder itself".formatted(root, id));
  }

  /**
   * A scan in a known folder, whatever the folder is called.
   *
   * @throws CurationException as {@link #find}
   */
  public static ScanFolder at(String path, String id) throws IOException {
    ScanFolder folder = new ScanFolder(path, id, path.endsWith("scans_test/" + id));
    folder.refuseFrames25k();
    return folder;
  }

  /** The 25k subset has colour, depth, pose and per-picture instances beside each other. */
  private void refuseFrames25k() throws IOException {
    boolean subset =
        Storage.isFolder(Storage.child(path, "instance"))
            && Storage.isFolder(Storage.child(path, "label"))
            && !Storage.exists(file(".sens"))
            && !Storage.exists(file(".aggregation.json"));
    if (subset) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          path
              + ": is of scannet_frames_25k, whose instance pictures are numbered anew in every frame"
              + " (label*1000 + count in that picture); the same number is not the same object. Use the"
              + " scan's .sens with its aggregation, or its _2d-instance-filt.zip.");
    }
  }

  /** A file of the scan by what follows its name, e.g. {@code .sens}. */
  public String file(String suffix) {
    return Storage.child(path, id + suffix);
  }

  /**
   * Opens the recording: the {@code .sens}, or what was exported of it into the folder or one
   * called {@code exported} or {@code sens} in it.
   *
   * @throws CurationException if there is neither
   */
  public Scan open() throws IOException {
    if (Storage.exists(file(".sens"))) {
      return SensFile.open(file(".sens"));
    }
    for (String name : List.of("", "exported", "sens", id)) {
      String folder = name.isEmpty() ? path : Storage.child(path, name);
      if (ExportedScan.isOne(folder)) {
        return ExportedScan.open(folder, id);
      }
    }
    throw new CurationException(
        Reason.MEDIA_MISSING,
        "%s: holds neither %s.sens nor what SensReader exports (color/, depth/, pose/, intrinsic/)"
            .formatted(path, id));
  }
}
