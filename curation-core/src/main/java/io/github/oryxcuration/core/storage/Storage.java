package io.github.oryxcuration.core.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Reads, writes and commits by path over Beam's {@code FileSystems}. A path is absolute and in the
 * form of its file system: {@code /data/x} on the local disk, {@code gs://bucket/x} elsewhere.
 *
 * <p>Commits are safe where a rename is not atomic: {@link #commit} writes a temporary name first,
 * and callers record size and digest of what they committed in a marker written afterwards, which
 * is what a reader trusts.
 */
public final class Storage {
  private static final String TEMPORARY = ".tmp-";

  /**
   * One stored file.
   *
   * @param modifiedMillis 0 where the store does not tell
   */
  public record Entry(String path, long bytes, long modifiedMillis) {}

  private Storage() {}

  static {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  /** Hands the options of a runner (credentials, endpoints) to the file systems. */
  public static void configure(PipelineOptions options) {
    FileSystems.setDefaultPipelineOptions(options);
  }

  public static boolean exists(String path) {
    return find(path) != null;
  }

  /** Size and time of one file. */
  public static Entry stat(String path) throws IOException {
    Entry entry = find(path);
    if (entry == null) {
      throw new FileNotFoundException(path);
    }
    return entry;
  }

  private static @org.jspecify.annotations.Nullable Entry find(String path) {
    try {
      MatchResult match =
          FileSystems.match(List.of(escape(path)), EmptyMatchTreatment.ALLOW).get(0);
      if (match.status() != MatchResult.Status.OK || match.metadata().isEmpty()) {
        return null;
      }
      return entry(match.metadata().get(0));
    } catch (FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look up " + path, e);
    }
  }

  /** Files that match a glob, in ascending order of their paths, temporary files left out. */
  public static List<Entry> glob(String pattern) throws IOException {
    MatchResult match = FileSystems.match(List.of(pattern), EmptyMatchTreatment.ALLOW).get(0);
    List<Entry> found = new ArrayList<>();
    if (match.status() == MatchResult.Status.NOT_FOUND) {
      return found;
    }
    for (Metadata metadata : match.metadata()) {
      Entry entry = entry(metadata);
      if (!entry.path().endsWith("/") && !name(entry.path()).startsWith(TEMPORARY)) {
        found.add(entry);
      }
    }
    found.sort(Comparator.comparing(Entry::path));
    return found;
  }

  /** The files directly in a folder, in ascending order of their paths. */
  public static List<Entry> list(String folder) throws IOException {
    return glob(escape(folder) + "/*");
  }

  /** A seekable channel; the caller closes it. */
  public static SeekableByteChannel open(String path) throws IOException {
    ReadableByteChannel channel = FileSystems.open(resource(path));
    if (channel instanceof SeekableByteChannel seekable) {
      return seekable;
    }
    channel.close();
    throw new IOException(path + ": its file system gives no seekable channel");
  }

  /** A sequential stream; the caller closes and buffers it. */
  public static InputStream read(String path) throws IOException {
    return Channels.newInputStream(FileSystems.open(resource(path)));
  }

  public static byte[] readAll(String path) throws IOException {
    try (InputStream in = read(path)) {
      return in.readAllBytes();
    }
  }

  /** Bytes {@code [offset, offset + length)}; shorter files are an {@link java.io.EOFException}. */
  public static byte[] readRange(String path, long offset, int length) throws IOException {
    try (SeekableByteChannel channel = open(path)) {
      channel.position(offset);
      ByteBuffer buffer = ByteBuffer.allocate(length);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw new java.io.EOFException(
              path + " ends at " + channel.size() + ", before " + (offset + length));
        }
      }
      return buffer.array();
    }
  }

  public static String readText(String path) throws IOException {
    return new String(readAll(path), StandardCharsets.UTF_8);
  }

  /**
   * Writes a file whole or not at all: to a temporary name beside it, then moved. A crash leaves at
   * most a temporary file, which every listing here leaves out.
   */
  public static void commit(String path, Writer writer) throws IOException {
    String temporary = temporary(path);
    try (WritableByteChannel channel =
            FileSystems.create(resource(temporary), "application/octet-stream");
        OutputStream out = Channels.newOutputStream(channel)) {
      writer.write(out);
    }
    move(temporary, path);
  }

  public static void commitText(String path, String text) throws IOException {
    commit(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What {@link #commit} writes. */
  @FunctionalInterface
  public interface Writer {
    void write(OutputStream out) throws IOException;
  }

  /**
   * A new temporary name under which {@code path} is written before it is moved there. Each call
   * gives another, so that two attempts at one task never write into each other's file.
   */
  public static String temporary(String path) {
    int slash = path.lastIndexOf('/');
    return path.substring(0, slash + 1)
        + TEMPORARY
        + UUID.randomUUID().toString().substring(0, 8)
        + "-"
        + path.substring(slash + 1);
  }

  public static WritableByteChannel create(String path) throws IOException {
    return FileSystems.create(resource(path), "application/octet-stream");
  }

  /** Moves a file, over an older one. */
  public static void move(String from, String to) throws IOException {
    FileSystems.rename(
        List.of(resource(from)), List.of(resource(to)), StandardMoveOptions.IGNORE_MISSING_FILES);
    if (!exists(to)) {
      throw new IOException("Cannot move " + from + " to " + to);
    }
  }

  /** Deletes files; missing ones are no error. */
  public static void delete(List<String> paths) throws IOException {
    List<ResourceId> resources = new ArrayList<>();
    for (String path : paths) {
      resources.add(resource(path));
    }
    FileSystems.delete(resources, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** The last part of a path. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A path below a folder. */
  public static String child(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }

  private static ResourceId resource(String path) {
    return FileSystems.matchNewResource(path, false);
  }

  private static Entry entry(Metadata metadata) {
    return new Entry(
        metadata.resourceId().toString(), metadata.sizeBytes(), metadata.lastModifiedMillis());
  }

  /** Beam reads a path as a glob; names with glob characters must match themselves alone. */
  private static String escape(String path) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if ("*?[]{}\\".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
