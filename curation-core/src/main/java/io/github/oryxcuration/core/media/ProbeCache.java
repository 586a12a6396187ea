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
 * What was measured of media, by the digest of their bytes and of the settings they were measured
 * with, kept in a file beside the build: a later build of the same folder decodes nothing twice.
 * Failures are not kept; they are found anew. Not for several threads at once.
 */
public final class ProbeCache {
  private record Entry(String key, Probed probed) {}

  private static final Logger log = LoggerFactory.getLogger(ProbeCache.class);

  private final String path;
  private final Map<String, Probed> known = new HashMap<>();
  private final Map<String, Probed> used = new TreeMap<>();

  private ProbeCache(String path) {
    this.path = path;
  }

  /** Remembers nothing. */
  public static ProbeCache none() {
    return new ProbeCache("");
  }

  /** Reads what an earlier build left; a torn line is skipped. */
  public static ProbeCache open(String path) throws IOException {
    ProbeCache cache = new ProbeCache(path);
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
      known.put(entry.key, entry.probed);
    } catch (JacksonException e) {
      log.debug("{}: a torn line is skipped; its medium is measured again", path);
    }
  }

  @Nullable Probed find(String key) {
    Probed probed = known.get(key);
    if (probed != null) {
      used.put(key, probed);
    }
    return probed;
  }

  void add(String key, Probed probed) {
    if (!path.isEmpty()) {
      used.put(key, probed);
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
