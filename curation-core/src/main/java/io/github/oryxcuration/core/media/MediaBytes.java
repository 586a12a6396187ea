package io.github.oryxcuration.core.media;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;

/** Reads files of media and says plainly when they are not there or too large. */
final class MediaBytes {
  private MediaBytes() {}

  /** A whole file, but for one that is larger than allowed. */
  static byte[] file(String path, long maxBytes) throws IOException {
    checkSize(path, maxBytes);
    try {
      return Storage.readAll(path);
    } catch (FileNotFoundException e) {
      throw Unreadable.of(path, path, e);
    }
  }

  static long checkSize(String path, long maxBytes) throws IOException {
    long bytes;
    try {
      bytes = Storage.stat(path).bytes();
    } catch (FileNotFoundException e) {
      throw missing(path, e);
    }
    checkSize(path, bytes, maxBytes);
    if (bytes == 0) {
      throw new CurationException(Reason.MEDIA_UNREADABLE, path + ": the file is empty");
    }
    return bytes;
  }

  static void checkSize(String path, long bytes, long maxBytes) {
    if (bytes > maxBytes) {
      throw new CurationException(
          Reason.MEDIA_TOO_LARGE,
          String.format(
              Locale.ROOT,
              "%s: %d bytes, %d allowed; raise media.max_bytes if it is meant to be so large",
              path,
              bytes,
              maxBytes));
    }
  }

  static CurationException missing(String path, IOException cause) {
    return new CurationException(
        Reason.MEDIA_MISSING,
        path + ": no such file; check the row's path and the source's media_root",
        cause);
  }

  /** A medium must be at the writing what it was at the planning. */
  static void checkUnchanged(MediaProbe probe, String sha256) {
    if (!sha256.equals(probe.sha256())) {
      throw new CurationException(
          Reason.MEDIA_CHANGED,
          String.format(
              Locale.ROOT,
              "%s: its bytes changed after it was planned (sha256 %.12s… then, %.12s… now); build"
                  + " again into a new folder",
              probe.path(),
              probe.sha256(),
              sha256));
    }
  }

  /** What people read in messages and in a sample's provenance. */
  static String describe(MediaRef ref) {
    if (ref instanceof MediaRef.InCell cell) {
      String place = cell.path() + "#row=" + cell.row() + "," + cell.column();
      return cell.index() == MediaRef.InCell.ALL ? place : place + "[" + cell.index() + "]";
    }
    if (ref instanceof MediaRef.InPatch patch) {
      return patch.path() + "@" + patch.offset();
    }
    if (ref instanceof MediaRef.Drawn drawn) {
      return "drawn:" + drawn.painter();
    }
    if (ref instanceof MediaRef.Views views) {
      return views.path() + "#" + views.scene();
    }
    if (ref instanceof MediaRef.Picked picked) {
      return describe(picked.of());
    }
    if (ref instanceof MediaRef.Inserted inserted) {
      return describe(inserted.among());
    }
    return ref.path();
  }
}
