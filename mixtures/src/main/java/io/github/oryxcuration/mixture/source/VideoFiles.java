package io.github.oryxcuration.mixture.source;

import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Video files whose extension on disk differs from the annotation's, or which the annotation names
 * without one. One instance belongs to one reader.
 */
final class VideoFiles {
  private static final List<String> EXTENSIONS = List.of(".mp4", ".mkv", ".webm");
  private static final int MAX_REMEMBERED = 20_000;

  private final MediaPaths paths;
  private final Map<String, String> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  VideoFiles(SourceSpec source) {
    this.paths = new MediaPaths(source);
  }

  /**
   * The file as named if it exists, else the first of mp4, mkv and webm that does, else the name
   * with its own extension or mp4, for the probe to miss.
   */
  MediaRef find(String name) {
    String path = paths.resolve(name);
    return new MediaRef.InFile(remembered.computeIfAbsent(path, VideoFiles::existing));
  }

  private static String existing(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    boolean named = EXTENSIONS.stream().anyMatch(lower::endsWith);
    if (named && Storage.exists(path)) {
      return path;
    }
    String stem = named ? path.substring(0, path.lastIndexOf('.')) : path;
    for (String extension : EXTENSIONS) {
      if (Storage.exists(stem + extension)) {
        return stem + extension;
      }
    }
    return named ? path : path + ".mp4";
  }
}
