package io.github.oryxcuration.needle.film;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The films of a source: those of the MovieNet tree in {@code media_root}, or the video files that
 * {@code files} names.
 */
public final class FilmSource {
  /**
   * One film.
   *
   * @param id unique in the source; part of its samples' ids
   * @param path of the video file; empty for a film of the tree
   * @param digest of names and sizes of what belongs to it
   */
  public record Entry(String id, String path, String digest) {}

  /** Options by which a recipe leaves films out: a split of the tree, a list of films to skip. */
  public static final Set<String> OPTIONS = Set.of("split", "skip");

  private FilmSource() {}

  /**
   * The films of a source that its options leave, in ascending order of their ids.
   *
   * @throws RecipeException if the tree is none or has no such split, or the list is missing
   */
  public static List<Entry> films(SourceSpec source) throws IOException {
    List<Entry> films =
        new ArrayList<>(source.files().isEmpty() ? ofTree(source) : ofFiles(source));
    Set<String> skipped = skipped(source);
    films.removeIf(film -> skipped.contains(film.id()));
    return films;
  }

  /** The first words of the lines, as doctor writes them. */
  private static Set<String> skipped(SourceSpec source) throws IOException {
    String list = source.options().getOrDefault("skip", "");
    if (list.isBlank()) {
      return Set.of();
    }
    String path = path(source, list);
    try {
      return Storage.readText(path)
          .lines()
          .map(line -> line.split("\t", 2)[0].strip())
          .filter(id -> !id.isEmpty() && !id.startsWith("#"))
          .collect(Collectors.toSet());
    } catch (FileNotFoundException e) {
      throw RecipeException.of(
          "source " + source.name(), path + ": no such list of films to skip (skip)");
    }
  }

  /** A path that an option names: from the recipe's folder, unless it says where it starts. */
  public static String path(SourceSpec source, String path) {
    return path.startsWith("/") || path.contains("://") || source.root().isEmpty()
        ? path
        : Storage.child(source.root(), path);
  }

  private static List<Entry> ofTree(SourceSpec source) throws IOException {
    if (source.mediaRoot().isEmpty()) {
      throw new IOException(
          "source "
              + source.name()
              + ": name the folder of a MovieNet tree in media_root, or video files in files");
    }
    MovieNetTree tree = tree(source);
    String split = source.options().getOrDefault("split", "").strip();
    Set<String> splits = new TreeSet<>();
    tree.splits().values().forEach(splits::addAll);
    if (!split.isEmpty() && !splits.contains(split)) {
      throw RecipeException.ofOption(
          source.name(),
          "split",
          split,
          splits.isEmpty()
              ? "none: the tree has no splits"
              : "one of " + String.join(", ", splits));
    }
    List<Entry> films = new ArrayList<>();
    for (String id : tree.films()) {
      if (!split.isEmpty() && !tree.splits().getOrDefault(id, List.of()).contains(split)) {
        continue;
      }
      films.add(new Entry(id, "", Digest.hex(Json.write(tree.inputs(id)))));
    }
    return films;
  }

  private static MovieNetTree tree(SourceSpec source) {
    try {
      return MovieNetTree.open(source.mediaRoot());
    } catch (IOException e) {
      throw RecipeException.of("source " + source.name(), String.valueOf(e.getMessage()));
    }
  }

  private static List<Entry> ofFiles(SourceSpec source) throws IOException {
    SortedMap<String, Entry> films = new TreeMap<>();
    for (String pattern : source.files()) {
      for (Storage.Entry file : Storage.glob(pattern)) {
        String id = id(file.path(), source);
        String digest = Digest.hex(id + " " + file.bytes() + " " + file.modifiedMillis());
        Entry other = films.put(id, new Entry(id, file.path(), digest));
        if (other != null && !other.path().equals(file.path())) {
          throw new IOException(
              "source "
                  + source.name()
                  + ": "
                  + other.path()
                  + " and "
                  + file.path()
                  + " would both be called "
                  + id);
        }
      }
    }
    return List.copyOf(films.values());
  }

  private static String id(String path, SourceSpec source) {
    String root = source.root().endsWith("/") ? source.root() : source.root() + "/";
    return path.startsWith(root) ? path.substring(root.length()) : Storage.name(path);
  }
}
