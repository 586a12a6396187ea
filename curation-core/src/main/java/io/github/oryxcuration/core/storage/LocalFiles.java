package io.github.oryxcuration.core.storage;

import io.github.oryxcuration.core.storage.Storage.Entry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups on the local disk. Reading, writing, moving and deleting go through Beam; look-ups do
 * not, because Beam answers "is there a file of this name" for a missing file by walking the whole
 * tree below its folder, lists one folder by walking all folders below it, and cannot be told that
 * {@code [1]} is part of a name.
 */
final class LocalFiles {
  private static final Pattern SCHEME =
      Pattern.compile("[a-zA-Z][-a-zA-Z0-9+.]*:/.*", Pattern.DOTALL);
  private static final String FILE_SCHEME = "file:";
  private static final int LONGEST_NAME_BYTES = 255;
  private static final int LONGEST_PATH_BYTES = 4095;

  private LocalFiles() {}

  static boolean holds(String path) {
    return !SCHEME.matcher(path).matches() || path.startsWith(FILE_SCHEME);
  }

  /** Without the scheme: {@code /x} for {@code file:///x}, {@code file://localhost/x}. */
  static String plain(String path) {
    if (!path.startsWith(FILE_SCHEME)) {
      return path;
    }
    String rest = path.substring(FILE_SCHEME.length());
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      return slash < 0 ? "/" : rest.substring(slash);
    }
    return rest;
  }

  static ResourceId resource(String path) throws IOException {
    if (path.endsWith("/")) {
      throw new FileNotFoundException(path + " is the name of a folder, not of a file");
    }
    try {
      return FileSystems.matchNewResource(path, false);
    } catch (InvalidPathException e) {
      throw unnameable(path, e);
    }
  }

  private static FileNotFoundException unnameable(String path, InvalidPathException cause) {
    FileNotFoundException e =
        new FileNotFoundException(path + " cannot be the name of a file: " + cause.getReason());
    e.initCause(cause);
    return e;
  }

  static @Nullable Entry find(String path) throws IOException {
    if (path.endsWith("/")) {
      return null;
    }
    Path file;
    try {
      file = Path.of(path);
    } catch (InvalidPathException e) {
      return null;
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isDirectory() ? null : entry(path, attributes);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    } catch (FileSystemException e) {
      if (cannotExist(file)) {
        return null;
      }
      throw e;
    }
  }

  /** The system reports these like a broken disk; they are only names that no file can have. */
  private static boolean cannotExist(Path file) {
    if (bytes(file) > LONGEST_PATH_BYTES) {
      return true;
    }
    for (Path name : file) {
      if (bytes(name) > LONGEST_NAME_BYTES) {
        return true;
      }
    }
    for (Path above = file.getParent(); above != null; above = above.getParent()) {
      if (Files.isRegularFile(above)) {
        return true;
      }
    }
    return false;
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** The files of one folder in no particular order; none where there is no such folder. */
  static List<Entry> list(String folder) throws IOException {
    List<Entry> found = new ArrayList<>();
    String start = folder.isEmpty() ? "/" : folder;
    try (Stream<Path> files = Files.list(Path.of(start))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Entry entry = find(Storage.child(start, file.getFileName().toString()));
        if (entry != null) {
          found.add(entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException | InvalidPathException e) {
      return List.of();
    }
    return found;
  }

  static List<String> folders(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder.isEmpty() ? "/" : folder))) {
      return files
          .filter(Files::isDirectory)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException | InvalidPathException e) {
      return List.of();
    }
  }

  static boolean isFolder(String path) {
    return Files.isDirectory(Path.of(path));
  }

  /** Some file below a folder, hidden ones (which temporary ones are too) left out. */
  static String anyFile(String folder) throws IOException {
    Path given = Path.of(folder);
    if (!Files.isDirectory(given)) {
      return Files.exists(given) ? folder : "";
    }
    Path start = given.toRealPath(); // a link to a folder would be visited as a file
    String[] found = {""};
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            return !visited.equals(start) && isHidden(visited)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
              return FileVisitResult.CONTINUE;
            }
            found[0] = file.toString();
            return FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            found[0] = file.toString();
            return FileVisitResult.TERMINATE;
          }
        });
    return found[0];
  }

  static boolean isWithin(String folder, String path) throws IOException {
    Path root;
    Path file;
    try {
      root = Path.of(folder).toRealPath();
      file = Path.of(path);
      if (!file.toRealPath().startsWith(root)) {
        return false;
      }
    } catch (InvalidPathException | FileSystemException missing) {
      return true;
    }
    if (!Files.isDirectory(file)) {
      return true;
    }
    try (Stream<Path> files = Files.list(file)) {
      for (Path frame : (Iterable<Path>) files::iterator) {
        if (Files.isSymbolicLink(frame) && !isWithin(folder, frame.toString())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  static void deleteFolder(String folder) throws IOException {
    Path start = Path.of(folder);
    if (!Files.isDirectory(start)) {
      return;
    }
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static List<Entry> glob(String pattern) throws IOException {
    Entry literal = find(pattern);
    return literal != null ? List.of(literal) : LocalGlob.find(pattern);
  }

  private static Entry entry(String path, BasicFileAttributes attributes) {
    return new Entry(path, attributes.size(), attributes.lastModifiedTime().toMillis());
  }
}
