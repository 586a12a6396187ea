package io.github.oryxcuration.core.storage;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Reads, writes and commits by path over Beam's {@code FileSystems}. A path is absolute and in the
 * form of its file system: {@code /data/x} (or {@code file:///data/x}) on the local disk, {@code
 * gs://bucket/x} elsewhere. A path is a name, never a pattern, except in {@link #glob}: {@code
 * a[1].jpg} means the file of that name. What cannot be the name of a file there (too long, a NUL)
 * is a missing file.
 *
 * <p>Commits are safe where a rename is not atomic: {@link #commit} writes a temporary name first,
 * and callers record size and digest of what they committed in a marker written afterwards, which
 * is what a reader trusts.
 *
 * <p>All methods may be called by many threads at once.
 */
public final class Storage {
  private static final String LOCAL = "file";
  private static final String TEMPORARY = ".tmp-";
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * One stored file.
   *
   * @param modifiedMillis 0 where the store does not tell
   */
  public record Entry(String path, long bytes, long modifiedMillis) {
    public Entry {
      requireNonNull(path, "path");
    }
  }

  /** What {@link #commit} writes. */
  @FunctionalInterface
  public interface Writer {
    /** Writes all bytes; flushing and closing are the caller's. */
    void write(OutputStream out) throws IOException;
  }

  private Storage() {}

  /** Hands the options of a runner (credentials, endpoints) to the file systems. */
  public static void configure(PipelineOptions options) {
    FileSystems.setDefaultPipelineOptions(options);
  }

  /** Whether there is a file (not a folder) of this name. */
  public static boolean exists(String path) {
    try {
      return find(path) != null;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look up " + path, e);
    }
  }

  /** Size and time of one file; a missing one is a {@link FileNotFoundException}. */
  public static Entry stat(String path) throws IOException {
    Entry entry = find(path);
    if (entry == null) {
      throw new FileNotFoundException(path + " does not exist");
    }
    return entry;
  }

  private static @Nullable Entry find(String path) throws IOException {
    return LocalFiles.holds(path)
        ? LocalFiles.find(LocalFiles.plain(path))
        : RemoteFiles.find(path);
  }

  /**
   * Files that match a glob, in ascending order of their paths, temporary files left out; none is
   * an empty list. {@code *} and {@code ?} stay inside one folder, {@code **} crosses folders,
   * {@code [a-c]} and, on the local disk, {@code {a,b}} are choices. A pattern that is the name of
   * a file on the local disk is that file.
   */
  public static List<Entry> glob(String pattern) throws IOException {
    return committed(
        LocalFiles.holds(pattern)
            ? LocalFiles.glob(LocalFiles.plain(pattern))
            : RemoteFiles.glob(pattern));
  }

  /** Whether anything lies below this name; an empty folder of the local disk counts as well. */
  public static boolean isFolder(String path) throws IOException {
    return LocalFiles.holds(path)
        ? LocalFiles.isFolder(LocalFiles.plain(path))
        : !RemoteFiles.glob(path + "/**").isEmpty();
  }

  /**
   * The path of some file at any depth of a folder, or an empty string where it holds none.
   * Temporary files do not count, and on the local disk nothing does that is hidden by a leading
   * dot.
   */
  public static String anyFile(String folder) throws IOException {
    return LocalFiles.holds(folder)
        ? LocalFiles.anyFile(LocalFiles.plain(folder))
        : committed(RemoteFiles.glob(folder + "/**")).stream()
            .map(Entry::path)
            .findFirst()
            .orElse("");
  }

  /**
   * Whether a file, or a folder and each file directly in it, lies below another folder once
   * symbolic links are followed. What is missing lies nowhere else; stores without links always say
   * yes.
   */
  public static boolean isWithin(String folder, String path) throws IOException {
    return !LocalFiles.holds(path)
        || !LocalFiles.holds(folder)
        || LocalFiles.isWithin(LocalFiles.plain(folder), LocalFiles.plain(path));
  }

  /** The files directly in a folder, in ascending order of their paths, temporary ones left out. */
  public static List<Entry> list(String folder) throws IOException {
    return committed(listAll(folder));
  }

  /**
   * The names of the folders directly in a folder, in ascending order; none where there is no such
   * folder. In a store without folders everything below is looked at to tell them.
   */
  public static List<String> folders(String folder) throws IOException {
    String trimmed = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    return LocalFiles.holds(trimmed)
        ? LocalFiles.folders(LocalFiles.plain(trimmed))
        : RemoteFiles.folders(trimmed);
  }

  private static List<Entry> listAll(String folder) throws IOException {
    String trimmed = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    return LocalFiles.holds(trimmed)
        ? LocalFiles.list(LocalFiles.plain(trimmed))
        : RemoteFiles.list(trimmed);
  }

  private static List<Entry> committed(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> !name(entry.path()).startsWith(TEMPORARY))
        .sorted(Comparator.comparing(Entry::path))
        .toList();
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

  /** The whole file, which must be smaller than 2 GiB. */
  public static byte[] readAll(String path) throws IOException {
    try (InputStream in = read(path)) {
      return in.readAllBytes();
    }
  }

  /** Bytes {@code [offset, offset + length)}; shorter files are an {@link EOFException}. */
  public static byte[] readRange(String path, long offset, int length) throws IOException {
    try (SeekableByteChannel channel = open(path)) {
      channel.position(offset);
      ByteBuffer buffer = ByteBuffer.allocate(length);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw new EOFException(
              path + " ends at " + channel.size() + ", before " + (offset + length));
        }
      }
      return buffer.array();
    }
  }

  /** The whole file as UTF-8. */
  public static String readText(String path) throws IOException {
    return new String(readAll(path), StandardCharsets.UTF_8);
  }

  /**
   * Writes a file whole or not at all: to a temporary name beside it, then moved over an older one.
   * When the writer throws, the temporary file is deleted and an older file stays as it was; a
   * crash leaves at most a temporary file, which every listing here leaves out and {@link
   * #sweepTemporaries} deletes. Two workers may commit the same path at once: one of them wins
   * whole.
   */
  public static void commit(String path, Writer writer) throws IOException {
    String temporary = temporary(path);
    try {
      try (OutputStream out =
          new BufferedOutputStream(Channels.newOutputStream(create(temporary)), BUFFER_BYTES)) {
        writer.write(out);
      }
      move(temporary, path);
    } catch (IOException | RuntimeException | Error e) {
      try {
        delete(List.of(temporary));
      } catch (IOException | RuntimeException e2) {
        e.addSuppressed(e2);
      }
      throw e;
    }
  }

  /** {@link #commit} of a text in UTF-8. */
  public static void commitText(String path, String text) throws IOException {
    commit(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A new temporary name beside {@code path}, to be moved there when complete. Every call gives
   * another one, so that a second attempt at the same file (a retry, a worker believed dead) never
   * writes into the first.
   */
  public static String temporary(String path) {
    int slash = path.lastIndexOf('/');
    return path.substring(0, slash + 1) + TEMPORARY + UUID.randomUUID();
  }

  /**
   * Deletes what crashed commits left directly in a folder; only while nobody writes there.
   *
   * @return how many files were deleted
   */
  public static int sweepTemporaries(String folder) throws IOException {
    List<String> left =
        listAll(folder).stream()
            .map(Entry::path)
            .filter(path -> name(path).startsWith(TEMPORARY))
            .toList();
    delete(left);
    return left.size();
  }

  /** A channel that replaces the file, and makes missing parent folders; the caller closes it. */
  public static WritableByteChannel create(String path) throws IOException {
    ResourceId resource = resource(path);
    if (resource.getScheme().equals(LOCAL)) {
      return createLocal(resource);
    }
    return FileSystems.create(resource, "application/octet-stream");
  }

  /** As {@link #create}, for a file that must outlast a crash of the machine. */
  public static DurableChannel createDurable(String path) throws IOException {
    return new DurableChannel(create(path));
  }

  /**
   * Beam's own channel for local files copies everything by 8 KiB, which halves a shard's speed.
   */
  private static WritableByteChannel createLocal(ResourceId resource) throws IOException {
    Path file = Path.of(resource.toString());
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  /**
   * Moves a file, over an older one, and makes missing parent folders. A missing source is a {@link
   * FileNotFoundException} and leaves the target as it was. Where the store has no atomic rename, a
   * crash may leave both names, each whole; moving again repairs it.
   */
  public static void move(String from, String to) throws IOException {
    Entry source = stat(from);
    FileSystems.rename(List.of(resource(from)), List.of(resource(to)));
    Entry moved = find(to);
    if (moved == null || moved.bytes() != source.bytes()) {
      throw new IOException(
          "Cannot move "
              + from
              + " to "
              + to
              + ": expected "
              + source.bytes()
              + " bytes there, but found "
              + (moved == null ? "no file" : moved.bytes() + " bytes"));
    }
  }

  /** Deletes files; missing ones are no error. */
  public static void delete(List<String> paths) throws IOException {
    List<ResourceId> resources = new ArrayList<>();
    for (String path : paths) {
      // Never Beam's IGNORE_MISSING_FILES: it takes each name for a pattern.
      if (find(path) != null) {
        resources.add(resource(path));
      }
    }
    FileSystems.delete(resources);
  }

  /** Deletes a folder and all below it, temporary files included; a missing one is no error. */
  public static void deleteFolder(String folder) throws IOException {
    if (LocalFiles.holds(folder)) {
      LocalFiles.deleteFolder(LocalFiles.plain(folder));
    } else {
      delete(RemoteFiles.glob(folder + "/**").stream().map(Entry::path).toList());
    }
  }

  /** The last part of a path. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A path below a folder. */
  public static String child(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }

  private static ResourceId resource(String path) throws IOException {
    return LocalFiles.holds(path)
        ? LocalFiles.resource(LocalFiles.plain(path))
        : RemoteFiles.resource(path);
  }
}
