package io.github.oryxcuration.core.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was measured of media, by the digest of their bytes, the settings they were measured with
 * and the toolkit that measured, kept in a file beside the build: a later build of the same folder
 * decodes nothing twice. What another version of the toolkit measured is never believed. Failures
 * are not kept; they are found anew. Not for several threads at once.
 */
public final class ProbeCache {
  private record Entry(String key, Probed probed) {}

  private static final Logger log = LoggerFactory.getLogger(ProbeCache.class);

  /** Grows when a probe measures something else, or otherwise, within one toolkit version. */
  private static final int FORMAT = 1;

  private final String path;
  private final String measurer;
  private final Map<String, Probed> known = new HashMap<>();
  private final Map<String, Probed> used = new TreeMap<>();

  private ProbeCache(String path, String toolkit) {
    this.path = path;
    this.measurer = toolkit + "/" + FORMAT + " ";
  }

  /** Remembers nothing. */
  public static ProbeCache none() {
    return new ProbeCache("", "");
  }

  /**
   * Reads what an earlier build left; a torn line is skipped, and so is what another version
   * measured.
   *
   * @param toolkit version that measures now
   */
  public static ProbeCache open(String path, String toolkit) throws IOException {
    ProbeCache cache = new ProbeCache(path, toolkit);
    String text;
    try {
      text = Storage.readText(path);
    } catch (FileNotFoundException e) {
      return cache;
    }
    text.lines().filter(line -> !line.isBlank()).forEach(cache::remember);
    return cache;
  }

  private void remember(String line) {
    try {
      Entry entry = Json.mapper().readValue(line, Entry.class);
      if (entry.key.startsWith(measurer)) {
        known.put(entry.key, entry.probed);
      }
    } catch (JacksonException e) {
      log.debug("{}: a torn line is skipped; its medium is measured again", path);
    }
  }

  @Nullable Probed find(String key) {
    Probed probed = known.get(measurer + key);
    if (probed != null) {
      used.put(measurer + key, probed);
    }
    return probed;
  }

  void add(String key, Probed probed) {
    if (!path.isEmpty()) {
      used.put(measurer + key, probed);
    }
  }

  /** Keeps what this build used, in the order of the digests. */
  public void commit() throws IOException {
    if (path.isEmpty() || used.isEmpty()) {
      return;
    }
    Storage.commit(
        path,
        out -> {
          for (Map.Entry<String, Probed> entry : used.entrySet()) {
            out.write(Json.bytes(new Entry(entry.getKey(), entry.getValue())));
            out.write("\n".getBytes(UTF_8));
          }
        });
  }
}
