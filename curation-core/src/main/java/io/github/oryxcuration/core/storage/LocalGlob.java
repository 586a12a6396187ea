package io.github.oryxcuration.core.storage;

import io.github.oryxcuration.core.storage.Storage.Entry;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Globs on the local disk; visits only folders that the pattern can reach. */
final class LocalGlob {
  private static final String WILD = "*?[{\\";

  private static final Pattern CHOICE_OF_FOLDERS = Pattern.compile("\\{[^}]*/");

  private LocalGlob() {}

  /** Matching files in no particular order. */
  static List<Entry> find(String pattern) throws IOException {
    int wild = firstWild(pattern);
    int slash = pattern.lastIndexOf('/', wild);
    if (wild < 0 || slash < 0) {
      return List.of();
    }
    Path start = Path.of(pattern.substring(0, slash + 1));
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    String below = pattern.substring(slash + 1);
    PathMatcher matcher = matcher(below, pattern);
    List<Entry> found = new ArrayList<>();
    FileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (matcher.matches(start.relativize(file))) {
              Entry entry = LocalFiles.find(file.toString());
              if (entry != null) {
                found.add(entry);
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            // A circular link, or a file deleted meanwhile, is no match; anything else is a fault.
            if (e instanceof FileSystemLoopException || e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        };
    Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth(below), visitor);
    return found;
  }

  private static int firstWild(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (WILD.indexOf(pattern.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** How deep the pattern reaches: its own number of levels unless it crosses folders. */
  private static int depth(String below) {
    boolean crosses = below.contains("**") || CHOICE_OF_FOLDERS.matcher(below).find();
    return crosses ? Integer.MAX_VALUE : (int) below.chars().filter(c -> c == '/').count() + 1;
  }

  private static PathMatcher matcher(String below, String pattern) throws IOException {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + below);
    } catch (PatternSyntaxException e) {
      throw new IOException(
          "Cannot read the pattern " + pattern + ": " + e.getDescription() + " at " + e.getIndex(),
          e);
    }
  }
}
