package io.github.oryxcuration.needle.film;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The films of a source: those of the MovieNet tree in {@code media_root}, or the video files that
 * {@code files} names.
 */
public final class FilmSource {
  /**
   * One film.
   *
   * @param id unique in the source; part of its samples' ids
   * @param path of the video file; empty for a film of the tree
   * @param digest of names and sizes of what belongs to it
   */
  public record Entry(String id, String path, String digest) {}

  private FilmSource() {}

  /** All films, in ascending order of their ids. */
  public static List<Entry> films(SourceSpec source) throws IOException {
    return source.files().isEmpty() ? ofTree(source) : ofFiles(source);
  }

  private static List<Entry> ofTree(SourceSpec source) throws IOException {
    if (source.mediaRoot().isEmpty()) {
      throw new IOException(
          "source "
              + source.name()
              + ": name the folder of a MovieNet tree in media_root, or video files in files");
    }
    MovieNetTree tree = MovieNetTree.open(source.mediaRoot());
    List<Entry> films = new ArrayList<>();
    for (String id : tree.films()) {
      films.add(new Entry(id, "", Digest.hex(Json.write(tree.inputs(id)))));
    }
    return films;
  }

  private static List<Entry> ofFiles(SourceSpec source) throws IOException {
    SortedMap<String, Entry> films = new TreeMap<>();
    for (String pattern : source.files()) {
      for (Storage.Entry file : Storage.glob(pattern)) {
        String id = id(file.path(), source);
        String digest = Digest.hex(id + " " + file.bytes() + " " + file.modifiedMillis());
        Entry other = films.put(id, new Entry(id, file.path(), digest));
        if (other != null && !other.path().equals(file.path())) {
          throw new IOException(
              "source "
                  + source.name()
                  + ": "
                  + other.path()
                  + " and "
                  + file.path()
                  + " would both be called "
                  + id);
        }
      }
    }
    return List.copyOf(films.values());
  }

  private static String id(String path, SourceSpec source) {
    String root = source.root().endsWith("/") ? source.root() : source.root() + "/";
    return path.startsWith(root) ? path.substring(root.length()) : Storage.name(path);
  }
}
