package io.github.oryxcuration.core.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One bucket of the {@code mem://} file system, for tests: what is in it, and which of its
 * operations fail. It lives in this JVM until closed; all its methods may be called by many
 * threads.
 *
 * <pre>{@code
 * try (MemoryStore store = MemoryStore.create()) {
 *   store.fail(Operation.READ, 3);          // the third read from now on throws, once
 *   Storage.readAll(store.path("a.json"));
 * }
 * }</pre>
 */
public final class MemoryStore implements AutoCloseable {
  private static final Map<String, MemoryStore> BUCKETS = new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** What can be counted and made to fail. */
  public enum Operation {
    MATCH,
    OPEN,
    READ,
    CREATE,
    WRITE,
    CLOSE,
    RENAME,
    /** After the copy, before the source is deleted. */
    RENAME_BETWEEN,
    DELETE
  }

  private record Fault(int at, boolean fatal) {}

  private final String bucket;
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private final EnumMap<Operation, Integer> counts = new EnumMap<>(Operation.class);
  private final EnumMap<Operation, Fault> faults = new EnumMap<>(Operation.class);
  private int longestReadBytes = Integer.MAX_VALUE;
  private @Nullable String crash;

  private MemoryStore(String bucket) {
    this.bucket = bucket;
  }

  /** A new, empty bucket of a name that no other has. */
  public static MemoryStore create() {
    MemoryStore store = new MemoryStore("bucket-" + NUMBERS.incrementAndGet());
    BUCKETS.put(store.bucket, store);
    return store;
  }

  static MemoryStore of(String bucket) throws IOException {
    MemoryStore store = BUCKETS.get(bucket);
    if (store == null) {
      throw new FileNotFoundException("mem://" + bucket + "/ does not exist");
    }
    return store;
  }

  /** {@code mem://bucket}, without a slash at the end. */
  public String root() {
    return MemoryFileSystem.SCHEME + "://" + bucket;
  }

  /** The full path of a key. */
  public String path(String key) {
    return root() + "/" + key;
  }

  /** The keys of all files, temporary ones too, in ascending order. */
  public synchronized List<String> keys() {
    return List.copyOf(files.keySet());
  }

  /** Puts a file there, counting nothing. */
  public synchronized void put(String key, byte[] bytes) {
    files.put(key, bytes.clone());
  }

  /** The bytes of a file, counting nothing. */
  public synchronized byte[] bytes(String key) throws IOException {
    byte[] bytes = files.get(key);
    if (bytes == null) {
      throw new FileNotFoundException(path(key) + " does not exist");
    }
    return bytes;
  }

  /** How often an operation was asked for so far. */
  public synchronized int count(Operation operation) {
    return counts.getOrDefault(operation, 0);
  }

  /** Lets the n-th such operation from now on fail, once; 1 is the next. */
  public synchronized void fail(Operation operation, int nth) {
    faults.put(operation, new Fault(count(operation) + nth, false));
  }

  /**
   * Lets the process "die" at the n-th such operation from now on: it fails and so does everything
   * after it, cleaning up included, until {@link #restart}.
   */
  public synchronized void crash(Operation operation, int nth) {
    faults.put(operation, new Fault(count(operation) + nth, true));
  }

  /** Ends a {@link #crash} and forgets all planned faults; the files stay. */
  public synchronized void restart() {
    crash = null;
    faults.clear();
    longestReadBytes = Integer.MAX_VALUE;
  }

  /** Lets every read return at most so many bytes. */
  public synchronized void shortReads(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes must be >= 1, but was " + bytes);
    }
    longestReadBytes = bytes;
  }

  /** Forgets the bucket. */
  @Override
  public void close() {
    BUCKETS.remove(bucket);
  }

  synchronized int longestReadBytes() {
    return longestReadBytes;
  }

  synchronized void remove(String key) throws IOException {
    if (files.remove(key) == null) {
      throw new FileNotFoundException(path(key) + " does not exist");
    }
  }

  synchronized void count(Operation operation, String key) throws IOException {
    if (crash != null) {
      throw new IOException(operation + " of " + key + " after the crash at " + crash);
    }
    int count = counts.merge(operation, 1, Integer::sum);
    Fault fault = faults.get(operation);
    if (fault == null || fault.at() != count) {
      return;
    }
    if (fault.fatal()) {
      crash = operation + " of " + key;
    }
    throw new IOException("Planned fault: " + operation + " " + count + " of " + key);
  }

  synchronized List<String> keysMatching(String glob) {
    Pattern pattern = Pattern.compile(regex(glob), Pattern.DOTALL);
    List<String> matching = new ArrayList<>();
    for (String key : files.keySet()) {
      if (pattern.matcher(key).matches()) {
        matching.add(key);
      }
    }
    return matching;
  }

  /** As Google's and Amazon's file systems in Beam do: no braces, no escape. */
  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i += Character.charCount(glob.codePointAt(i))) {
      int c = glob.codePointAt(i);
      int end = c == '[' ? glob.indexOf(']', i + 1) : -1;
      if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (end > i + 1) {
        regex.append(glob, i, end + 1);
        i = end;
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    return regex.toString();
  }
}
