package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scan.ExportedScan;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.track.FrameFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the recordings below a root by their names: ScanNet scans in {@code scans/}, {@code
 * scans_test/} or the root itself, video files, and folders of pictures. The root may also be one
 * recording.
 */
final class RecordingFinder {
  private static final List<String> VIDEOS = List.of(".mp4", ".mkv", ".webm", ".avi", ".mov");

  private final String root;
  private final String own;

  RecordingFinder(String root) {
    this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    this.own = Storage.name(this.root);
  }

  /** All recordings that may be trained on, in the order of their names. */
  SortedSet<String> names() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    if (isRecording(root)) {
      names.add(own);
      return names;
    }
    for (String scan : Storage.folders(Storage.child(root, "scans"))) {
      if (ScanFolder.isId(scan)) {
        names.add(scan);
      }
    }
    for (String folder : Storage.folders(root)) {
      if (ScanFolder.isName(folder) && isRecording(Storage.child(root, folder))) {
        names.add(folder);
      }
    }
    for (Storage.Entry file : Storage.list(root)) {
      if (isVideo(file.path()) && ScanFolder.isName(Storage.name(file.path()))) {
        names.add(Storage.name(file.path()));
      }
    }
    return names;
  }

  /** Digest of the names, sizes and times of a recording's files. */
  String digest(String name) throws IOException {
    String path = path(name);
    List<Object> files = new ArrayList<>();
    for (Storage.Entry file :
        Storage.exists(path) ? List.of(Storage.stat(path)) : Storage.list(path)) {
      files.add(List.of(Storage.name(file.path()), file.bytes(), file.modifiedMillis()));
    }
    return Digest.hex(Json.write(files));
  }

  /**
   * Opens a recording.
   *
   * @param every so many-th frame of a video
   * @throws CurationException if there is none of that name, or it cannot be opened
   */
  Recording open(String name, int every) throws IOException {
    String path = path(name);
    if (isScan(path)) {
      return ScanRecording.open(
          ScanFolder.isId(name) && !name.equals(own)
              ? ScanFolder.find(root, name)
              : ScanFolder.at(path, name));
    }
    return isVideo(path) && Storage.exists(path)
        ? VideoRecording.open(path, every)
        : FolderRecording.open(path);
  }

  private String path(String name) throws IOException {
    if (!ScanFolder.isName(name)) {
      throw new CurationException(Reason.MALFORMED_ROW, "'" + name + "' is no name of a scene");
    }
    if (name.equals(own) && isRecording(root)) {
      return root;
    }
    for (String parent : List.of("scans/", "scans_test/", "")) {
      String path = Storage.child(root, parent + name);
      if (Storage.isFolder(path)) {
        return path;
      }
    }
    for (String ending : endings()) {
      String path = Storage.child(root, name + ending);
      if (isVideo(path) && Storage.exists(path)) {
        return path;
      }
    }
    throw new CurationException(
        Reason.MEDIA_MISSING,
        ScanFolder.isId(name)
            ? "%s: no scan %s in scans/, scans_test/ or the folder itself".formatted(root, name)
            : "%s: no scan, video or folder of frames is called %s".formatted(root, name));
  }

  private static List<String> endings() {
    List<String> endings = new ArrayList<>(VIDEOS);
    endings.add(0, "");
    return endings;
  }

  private static boolean isRecording(String path) throws IOException {
    if (Storage.exists(path)) {
      return isVideo(path);
    }
    return isScan(path)
        || Storage.list(path).stream().anyMatch(file -> FrameFolder.isPicture(file.path()));
  }

  private static boolean isScan(String path) throws IOException {
    return Storage.isFolder(path)
        && (ScanFolder.isId(Storage.name(path)) || ExportedScan.isOne(path));
  }

  private static boolean isVideo(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return VIDEOS.stream().anyMatch(name::endsWith);
  }
}
