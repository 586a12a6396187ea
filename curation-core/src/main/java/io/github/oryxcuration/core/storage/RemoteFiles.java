package io.github.oryxcuration.core.storage;

import io.github.oryxcuration.core.storage.Storage.Entry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** Look-ups in file systems that are named by a scheme, such as object stores. */
final class RemoteFiles {
  private static final Pattern WILD = Pattern.compile("[*?\\[\\]{}\\\\]");

  private RemoteFiles() {}

  /** Loads the file systems on first use, unless a runner has done so with its own options. */
  private static final class Registered {
    static {
      FileSystems.registerFileSystemsOnce(PipelineOptionsFactory.create());
    }

    static void ensure() {}
  }

  static ResourceId resource(String path) throws IOException {
    Registered.ensure();
    if (path.endsWith("/")) {
      throw new FileNotFoundException(path + " is the name of a folder, not of a file");
    }
    return FileSystems.matchNewResource(path, false);
  }

  static @Nullable Entry find(String path) throws IOException {
    if (path.endsWith("/")) {
      return null;
    }
    if (WILD.matcher(path).find()) {
      return findByOpening(path);
    }
    List<Entry> found = match(path);
    return found.isEmpty() ? null : found.get(0);
  }

  /** Beam matches patterns and knows no common escape; opening takes the name as it is. */
  private static @Nullable Entry findByOpening(String path) throws IOException {
    try (ReadableByteChannel channel = FileSystems.open(resource(path))) {
      if (channel instanceof SeekableByteChannel seekable) {
        return new Entry(path, seekable.size(), 0);
      }
      throw new IOException(path + ": its file system gives no seekable channel");
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  static List<Entry> glob(String pattern) throws IOException {
    return match(pattern);
  }

  static List<Entry> list(String folder) throws IOException {
    String prefix = folder + "/";
    // A '?' matches the glob character that it replaces, and others, which the prefix rules out.
    return match(WILD.matcher(folder).replaceAll("?") + "/*").stream()
        .filter(entry -> entry.path().startsWith(prefix))
        .filter(entry -> entry.path().indexOf('/', prefix.length()) < 0)
        .toList();
  }

  static List<String> folders(String folder) throws IOException {
    String prefix = folder + "/";
    return match(WILD.matcher(folder).replaceAll("?") + "/**").stream()
        .map(Entry::path)
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .filter(rest -> rest.indexOf('/') > 0)
        .map(rest -> rest.substring(0, rest.indexOf('/')))
        .distinct()
        .sorted()
        .toList();
  }

  private static List<Entry> match(String pattern) throws IOException {
    Registered.ensure();
    MatchResult match = FileSystems.match(List.of(pattern), EmptyMatchTreatment.ALLOW).get(0);
    return match.metadata().stream()
        .filter(metadata -> !metadata.resourceId().isDirectory())
        .map(RemoteFiles::entry)
        .toList();
  }

  private static Entry entry(Metadata metadata) {
    return new Entry(
        metadata.resourceId().toString(), metadata.sizeBytes(), metadata.lastModifiedMillis());
  }
}
