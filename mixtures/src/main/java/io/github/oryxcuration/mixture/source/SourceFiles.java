package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Finds the annotation files of a source and cuts them into parts. */
final class SourceFiles {
  /** A part of a file of lines; small enough to spread, large enough to cost nothing. */
  static final long PART_BYTES = 64L << 20;

  private SourceFiles() {}

  /**
   * The files that a source's paths and globs name, each once, in ascending order.
   *
   * @throws FileNotFoundException if one of them names no file
   */
  static List<Storage.Entry> list(SourceSpec source) throws IOException {
    return list(source, "");
  }

  /**
   * As {@link #list(SourceSpec)}; a path that is no glob and does not end in {@code extension} is a
   * folder, which stands for the files that do, in it and in the folders directly in it.
   */
  static List<Storage.Entry> list(SourceSpec source, String extension) throws IOException {
    TreeMap<String, Storage.Entry> found = new TreeMap<>();
    for (String pattern : source.files()) {
      List<Storage.Entry> entries = new ArrayList<>();
      if (pattern.endsWith(extension) || isGlob(pattern)) {
        entries.addAll(Storage.glob(pattern));
      } else {
        entries.addAll(Storage.glob(Storage.child(pattern, "*" + extension)));
        entries.addAll(Storage.glob(Storage.child(pattern, "*/*" + extension)));
      }
      if (entries.isEmpty()) {
        throw new FileNotFoundException(
            "Source '" + source.name() + "': no file matches " + pattern);
      }
      entries.forEach(entry -> found.put(entry.path(), entry));
    }
    return new ArrayList<>(found.values());
  }

  private static boolean isGlob(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
  }

  /** One part for each file. */
  static List<SourcePart> whole(SourceSpec source) throws IOException {
    List<SourcePart> parts = new ArrayList<>();
    for (Storage.Entry file : list(source)) {
      parts.add(SourcePart.whole(file.path(), digest(file.path())));
    }
    return parts;
  }

  /** Parts of {@link #PART_BYTES} for a file of lines, one part for a JSON array. */
  static List<SourcePart> lines(SourceSpec source) throws IOException {
    List<SourcePart> parts = new ArrayList<>();
    for (Storage.Entry file : list(source)) {
      String digest = digest(file.path());
      if (isArray(file.path())) {
        parts.add(SourcePart.whole(file.path(), digest));
        continue;
      }
      for (long start = 0; start < file.bytes(); start += PART_BYTES) {
        long end = Math.min(file.bytes(), start + PART_BYTES);
        parts.add(new SourcePart(file.path(), start, end, digest));
      }
    }
    return parts;
  }

  /** Whether the first character of a file that is no blank opens an array. */
  static boolean isArray(String file) throws IOException {
    try (InputStream in = Storage.read(file)) {
      byte[] head = in.readNBytes(4096);
      for (byte b : head) {
        boolean blankOrByteOrderMark = b < 0 || b == ' ' || b == '\n' || b == '\r' || b == '\t';
        if (!blankOrByteOrderMark) {
          return b == '[';
        }
      }
      return false;
    }
  }

  /** SHA-256 of a file, in lower-case hexadecimal. */
  static String digest(String file) throws IOException {
    MessageDigest sha = Digest.create();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Storage.read(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /** A path below a folder, relative to it; a path elsewhere stays as it is. */
  static String relative(String root, String file) {
    String folder = root.endsWith("/") ? root : root + "/";
    return file.startsWith(folder) ? file.substring(folder.length()) : file;
  }
}
