package io.github.oryxcuration.runtime.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The identity of weights: SHA-256 of their files. Hashing 15 GB takes tens of seconds, so results
 * are remembered, keyed by path, size and time of change; on disk in a folder of the user's, and
 * never in the model's. Safe for threads.
 */
public final class WeightDigests {
  /** A file changed this recently may change again without its time of change showing it. */
  private static final long SETTLED_MILLIS = 2_000;

  private static final int PIECE = 1 << 20;

  private final Optional<Path> folder;
  private final BiConsumer<Path, Long> listener;
  private final Map<Key, String> known = new ConcurrentHashMap<>();

  /** What a remembered digest holds for. */
  private record Key(String path, long size, String changed) {
    static Key of(Path file) throws IOException {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Key(
          file.toRealPath().toString(), found.size(), found.lastModifiedTime().toString());
    }

    /** The name of its file in the folder. */
    String name() {
      return Digest.hex(path) + ".json";
    }
  }

  private WeightDigests(Optional<Path> folder, BiConsumer<Path, Long> listener) {
    this.folder = folder;
    this.listener = listener;
  }

  /** Remembers for this process alone. */
  public static WeightDigests inMemory() {
    return new WeightDigests(Optional.empty(), (file, bytes) -> {});
  }

  /** Remembers in a folder, which is made when it is needed. */
  public static WeightDigests in(Path folder) {
    return new WeightDigests(Optional.of(folder), (file, bytes) -> {});
  }

  /**
   * Remembers in the user's cache: {@code $XDG_CACHE_HOME} or {@code ~/.cache}, there {@code
   * oryx-curation/digests}.
   */
  public static WeightDigests ofUser() {
    String stated = System.getenv("XDG_CACHE_HOME");
    Path cache =
        stated == null || stated.isBlank()
            ? Path.of(System.getProperty("user.home", "."), ".cache")
            : Path.of(stated);
    return in(cache.resolve("oryx-curation").resolve("digests"));
  }

  /**
   * The same, telling of every file that must be read.
   *
   * @param listener hears of a file and its bytes before it is read
   */
  public WeightDigests telling(BiConsumer<Path, Long> listener) {
    return new WeightDigests(folder, listener);
  }

  /**
   * The identity of a set of files: of a single one its SHA-256; of several the SHA-256 of the
   * lines that {@code sha256sum} prints for them, sorted by name ({@code sha256sum *.safetensors |
   * sha256sum}).
   *
   * @throws ModelException if a file cannot be read, or changes meanwhile
   */
  public String of(List<Path> files) {
    if (files.size() == 1) {
      return ofFile(files.get(0));
    }
    List<Path> inOrder = new ArrayList<>(files);
    inOrder.sort(Comparator.comparing(file -> String.valueOf(file.getFileName())));
    StringBuilder lines = new StringBuilder();
    for (Path file : inOrder) {
      lines.append(ofFile(file)).append("  ").append(file.getFileName()).append('\n');
    }
    return Digest.hex(lines.toString());
  }

  private String ofFile(Path file) {
    try {
      Key key = Key.of(file);
      String digest = known.get(key);
      if (digest == null) {
        digest = remembered(key).orElse(null);
      }
      if (digest == null) {
        listener.accept(file, key.size());
        digest = hashed(file);
        if (!Key.of(file).equals(key)) {
          throw new ModelException(file + ": changed while it was read");
        }
        remember(key, digest, Files.getLastModifiedTime(file).toMillis());
      }
      known.put(key, digest);
      return digest;
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String hashed(Path file) throws IOException {
    MessageDigest digest = Digest.create();
    byte[] piece = new byte[PIECE];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What the folder says; nothing where its entry is of another state of the file, or damaged. */
  private Optional<String> remembered(Key key) {
    if (folder.isEmpty() || !Files.exists(folder.get().resolve(key.name()))) {
      return Optional.empty();
    }
    try {
      JsonNode entry = JsonFiles.object(folder.get().resolve(key.name()));
      boolean same =
          entry.path("path").asText().equals(key.path)
              && entry.path("size").asLong(-1) == key.size
              && entry.path("changed").asText().equals(key.changed);
      String digest = entry.path("sha256").asText();
      return same && digest.matches("[0-9a-f]{64}") ? Optional.of(digest) : Optional.empty();
    } catch (ModelException e) {
      return Optional.empty();
    }
  }

  /** A cache that cannot be written costs time, and nothing else. */
  private void remember(Key key, String digest, long changedMillis) {
    if (folder.isEmpty() || System.currentTimeMillis() - changedMillis < SETTLED_MILLIS) {
      return;
    }
    try {
      Files.createDirectories(folder.get());
      Path draft = Files.createTempFile(folder.get(), "digest", ".part");
      String entry =
          Json.writePretty(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("path", key.path)
                  .put("size", key.size)
                  .put("changed", key.changed)
                  .put("sha256", digest));
      Files.write(draft, entry.getBytes(UTF_8));
      move(draft, folder.get().resolve(key.name()));
    } catch (IOException e) {
      // Hashed again next time.
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
