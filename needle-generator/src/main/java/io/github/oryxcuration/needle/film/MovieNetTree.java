package io.github.oryxcuration.needle.film;

import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A folder in MovieNet's layout: as distributed, or as the older readers unpack it. Says where what
 * belongs to a film lies; opens none of it but the lists.
 *
 * @param root the folder, absolute
 * @param listed ids of {@code list.v1.txt} in its order; empty without one
 * @param rates frames per second by film
 * @param splits of each film
 * @param frameFolders folders of key frames, in the order in which they are asked
 */
public record MovieNetTree(
    String root,
    List<String> listed,
    Map<String, Double> rates,
    Map<String, List<String>> splits,
    List<String> frameFolders) {
  /** As found in the wild; the first one that holds a film is used for it. */
  private static final List<String> FRAMES =
      List.of("240P", "240P_frames", "keyframe_240P", "keyframes_from_240P", "shot_keyf");

  private static final List<String> SHOTS =
      List.of("movie1K.shot_detection.v1/shot", "shot_detection/shot", "shot", "shot_movie318");
  private static final List<String> ANNOTATION =
      List.of("annotation.v1/annotation", "annotation", "annotation.v1");
  private static final List<String> META = List.of("meta.v1/meta", "meta", "meta.v1");
  private static final List<String> SUBTITLE =
      List.of("subtitle1K.v1/subtitle", "subtitle", "subtitle1K.v1");

  public MovieNetTree {
    listed = List.copyOf(listed);
    rates = Map.copyOf(rates);
    splits = Map.copyOf(splits);
    frameFolders = List.copyOf(frameFolders);
  }

  /**
   * Looks at a folder.
   *
   * @throws IOException if it holds nothing of MovieNet's, or a list of it cannot be read
   */
  public static MovieNetTree open(String root) throws IOException {
    String list = Storage.child(root, "list.v1.txt");
    String rates = Storage.child(root, "movie1K.video_info.v1.json");
    String splits = Storage.child(root, "movie1K.split.v1.json");
    List<String> frames = new ArrayList<>();
    for (String name : FRAMES) {
      String folder = Storage.child(root, name);
      if (Storage.isFolder(folder)) {
        frames.add(folder);
      }
    }
    MovieNetTree tree =
        new MovieNetTree(
            root,
            Storage.exists(list) ? FilmLists.list(list) : List.of(),
            Storage.exists(rates) ? FilmLists.rates(rates) : new TreeMap<>(),
            Storage.exists(splits) ? FilmLists.splits(splits) : new TreeMap<>(),
            frames);
    if (tree.listed.isEmpty() && frames.isEmpty()) {
      throw new IOException(
          root
              + " is no MovieNet tree: expected list.v1.txt, or key frames in one of "
              + String.join(", ", FRAMES));
    }
    return tree;
  }

  /** Films that are listed or have key frames, in ascending order. */
  public SortedSet<String> films() throws IOException {
    SortedSet<String> films = new TreeSet<>(listed);
    films.addAll(withFrames());
    return films;
  }

  /** Films of which key frames are there. */
  public SortedSet<String> withFrames() throws IOException {
    SortedSet<String> films = new TreeSet<>();
    for (String folder : frameFolders) {
      films.addAll(Storage.folders(folder));
      for (Storage.Entry file : Storage.list(folder)) {
        String name = Storage.name(file.path());
        if (name.endsWith(".tar")) {
          films.add(name.substring(0, name.length() - 4));
        }
      }
    }
    films.removeIf(id -> !FilmLists.ID.matcher(id).matches());
    return films;
  }

  /** Films of which an annotation file is there. */
  public SortedSet<String> withAnnotation() throws IOException {
    SortedSet<String> films = new TreeSet<>();
    for (String name : ANNOTATION) {
      for (Storage.Entry file : Storage.list(Storage.child(root, name))) {
        String film = Storage.name(file.path());
        if (film.endsWith(".json")) {
          films.add(film.substring(0, film.length() - 5));
        }
      }
    }
    return films;
  }

  /**
   * Where the key frames of a film lie: the first folder that has any, a folder of pictures before
   * a tar; null where there are none.
   */
  public @Nullable MediaRef frames(String film) throws IOException {
    List<MediaRef> found = allFrames(film);
    return found.isEmpty() ? null : found.get(0);
  }

  /** Every place that holds key frames of a film. */
  public List<MediaRef> allFrames(String film) throws IOException {
    List<MediaRef> found = new ArrayList<>();
    for (String folder : frameFolders) {
      String pictures = Storage.child(folder, film);
      if (!Storage.list(pictures).isEmpty()) {
        found.add(new MediaRef.InFolder(pictures));
      }
      if (Storage.exists(pictures + ".tar")) {
        found.add(new MediaRef.InTar(pictures + ".tar"));
      }
    }
    return found;
  }

  public @Nullable String shots(String film) {
    return find(SHOTS, film + ".txt");
  }

  public @Nullable String annotation(String film) {
    return find(ANNOTATION, film + ".json");
  }

  public @Nullable String meta(String film) {
    return find(META, film + ".json");
  }

  public @Nullable String subtitle(String film) {
    return find(SUBTITLE, film + ".srt");
  }

  private @Nullable String find(List<String> folders, String name) {
    for (String folder : folders) {
      String path = Storage.child(root, folder + "/" + name);
      if (Storage.exists(path)) {
        return path;
      }
    }
    return null;
  }

  /** Frames per second of a film, or 0 where they are not known. */
  public double rate(String film) {
    return rates.getOrDefault(film, 0.0);
  }

  /** Ids that stand in the list more than once. */
  public Set<String> listedTwice() {
    Set<String> seen = new LinkedHashSet<>();
    Set<String> twice = new LinkedHashSet<>();
    for (String id : listed) {
      if (!seen.add(id)) {
        twice.add(id);
      }
    }
    return twice;
  }

  /** The files of a film that decide its samples, with their sizes; for fingerprints. */
  public SortedMap<String, Long> inputs(String film) throws IOException {
    SortedMap<String, Long> inputs = new TreeMap<>();
    for (String path :
        new @Nullable String[] {shots(film), annotation(film), meta(film), subtitle(film)}) {
      if (path != null) {
        inputs.put(path.substring(root.length()), Storage.stat(path).bytes());
      }
    }
    MediaRef frames = frames(film);
    if (frames instanceof MediaRef.InTar tar) {
      inputs.put(tar.path().substring(root.length()), Storage.stat(tar.path()).bytes());
    } else if (frames instanceof MediaRef.InFolder folder) {
      for (Storage.Entry file : Storage.list(folder.path())) {
        inputs.put(file.path().substring(root.length()), file.bytes());
      }
    }
    return inputs;
  }
}
