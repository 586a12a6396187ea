package io.github.oryxcuration.needle.doctor;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.media.FrameList;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.needle.doctor.FilmProblem.Kind;
import io.github.oryxcuration.needle.film.Annotation;
import io.github.oryxcuration.needle.film.AnnotationFile;
import io.github.oryxcuration.needle.film.FilmMeta;
import io.github.oryxcuration.needle.film.KeyFrameName;
import io.github.oryxcuration.needle.film.MovieNetTree;
import io.github.oryxcuration.needle.film.Shot;
import io.github.oryxcuration.needle.film.ShotFile;
import io.github.oryxcuration.needle.film.Subtitles;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at everything that belongs to one film. */
final class FilmCheck {
  private static final int IMAGES = 3;
  private static final long MAX_BYTES = 64L << 20;

  private final MovieNetTree tree;
  private final String film;
  private final Findings findings;
  private List<Shot> shots = List.of();
  private Annotation annotation = Annotation.NONE;
  private long frames;

  FilmCheck(MovieNetTree tree, String film) {
    this.tree = tree;
    this.film = film;
    this.findings = new Findings(film);
  }

  /** Runs all checks; what cannot be read is a finding. */
  FilmCheck run() throws IOException {
    if (!tree.listed().isEmpty() && !tree.listed().contains(film)) {
      findings.add(Kind.NOT_LISTED, film + " is not in list.v1.txt");
    }
    if (tree.listedTwice().contains(film)) {
      findings.add(Kind.LISTED_TWICE, film + " stands in list.v1.txt twice");
    }
    List<String> splits = tree.splits().getOrDefault(film, List.of());
    if (splits.size() > 1) {
      findings.add(Kind.IN_TWO_SPLITS, "in " + String.join(" and ", splits));
    }
    if (tree.rate(film) == 0) {
      findings.add(Kind.NO_RATE, "no fps of " + film + " in movie1K.video_info.v1.json");
    }
    shots();
    frameFiles();
    annotation();
    meta();
    subtitles();
    return this;
  }

  List<FilmProblem> problems() {
    return findings.problems();
  }

  private void frameFiles() throws IOException {
    List<MediaRef> places = tree.allFrames(film);
    if (places.isEmpty()) {
      findings.add(Kind.NO_FRAMES, "no folder and no tar of key frames");
      return;
    }
    if (places.size() > 1) {
      findings.add(
          Kind.FOLDER_AND_TAR,
          places.size() + " places; " + below(places.get(0).path()) + " is used");
    }
    try (FrameList pictures = FrameList.open(places.get(0), MAX_BYTES)) {
      look(pictures);
    } catch (CurationException e) {
      findings.add(Kind.FRAMES_UNREADABLE, below(e.explanation()));
    }
  }

  long frameCount() {
    return frames;
  }

  int shotCount() {
    return shots.size();
  }

  private void look(FrameList pictures) throws IOException {
    BitSet seen = new BitSet();
    Size first = null;
    for (int i = 0; i < pictures.count(); i++) {
      String path = pictures.name(i);
      Optional<KeyFrameName> name = KeyFrameName.of(path);
      if (name.isEmpty()) {
        findings.add(Kind.NAME_UNKNOWN, Storage.name(path));
        continue;
      }
      frames++;
      KeyFrameName key = name.get();
      if (!shots.isEmpty() && key.shot() >= shots.size()) {
        findings.add(
            Kind.FRAMES_OF_NO_SHOT,
            Storage.name(path) + ": the shot file has " + shots.size() + " shots");
        continue;
      }
      if (key.image() < IMAGES) {
        seen.set(key.shot() * IMAGES + key.image());
      }
      Size size = size(pictures, i);
      if (size != null && first != null && !size.equals(first)) {
        findings.add(
            Kind.IMAGE_OF_OTHER_SIZE, Storage.name(path) + " is " + size + ", the first " + first);
      }
      first = first == null ? size : first;
    }
    if (frames == 0) {
      findings.add(Kind.NO_FRAMES, "no picture is named like a key frame");
      return;
    }
    missing(seen);
  }

  private @Nullable Size size(FrameList pictures, int i) throws IOException {
    try {
      return Pictures.inspect(pictures.bytes(i)).uprightSize();
    } catch (CurationException e) {
      String name = Storage.name(pictures.name(i));
      String why = below(e.explanation());
      findings.add(Kind.IMAGE_EMPTY, why.contains(name) ? why : name + ": " + why);
      return null;
    }
  }

  private void missing(BitSet seen) {
    int last = shots.isEmpty() ? (seen.length() + IMAGES - 1) / IMAGES : shots.size();
    for (int shot = 0; shot < last; shot++) {
      int found = seen.get(shot * IMAGES, shot * IMAGES + IMAGES).cardinality();
      if (found == 0) {
        findings.add(Kind.SHOT_WITHOUT_IMAGES, "shot " + shot);
      } else if (found < IMAGES) {
        int image = seen.nextClearBit(shot * IMAGES) - shot * IMAGES;
        findings.add(
            Kind.IMAGE_MISSING,
            String.format(Locale.ROOT, "shot_%04d_img_%d.jpg is missing", shot, image));
      }
    }
  }

  private void shots() throws IOException {
    String path = tree.shots(film);
    if (path == null) {
      findings.add(Kind.NO_SHOT_FILE, film + ".txt is missing");
      return;
    }
    try {
      shots = ShotFile.read(path);
      ShotFile.inconsistencies(shots).forEach(w -> findings.add(Kind.SHOTS_DO_NOT_JOIN, w));
    } catch (CurationException e) {
      findings.add(Kind.SHOT_FILE_FAULTY, below(e.explanation()));
    }
  }

  private void annotation() throws IOException {
    String path = tree.annotation(film);
    if (path == null) {
      findings.add(Kind.NO_ANNOTATION, film + ".json is missing");
      return;
    }
    try {
      annotation = AnnotationFile.read(path);
    } catch (CurationException e) {
      findings.add(Kind.ANNOTATION_FAULTY, below(e.explanation()));
      return;
    }
    if (!annotation.imdbId().isEmpty() && !annotation.imdbId().equals(film)) {
      findings.add(Kind.ANNOTATION_OF_ANOTHER, "imdb_id is " + annotation.imdbId());
    }
    for (int i = 0; i < annotation.faulty(); i++) {
      findings.add(Kind.ANNOTATION_PARTLY_FAULTY, "an element without shot, box or resolution");
    }
    if (!shots.isEmpty()) {
      annotation.people().keySet().stream()
          .map(KeyFrameName::shot)
          .filter(shot -> shot >= shots.size())
          .sorted()
          .forEach(shot -> findings.add(Kind.ANNOTATION_OF_NO_SHOT, "a person in shot " + shot));
    }
  }

  private void meta() throws IOException {
    String path = tree.meta(film);
    if (path != null) {
      try {
        FilmMeta.read(path);
      } catch (CurationException e) {
        findings.add(Kind.META_FAULTY, below(e.explanation()));
      }
    }
  }

  private void subtitles() throws IOException {
    String path = tree.subtitle(film);
    if (path == null) {
      if (annotation.said().cues().isEmpty()) {
        findings.add(Kind.NO_SUBTITLES, film + ".srt is missing");
      }
      return;
    }
    try {
      Subtitles subtitles = Subtitles.read(path);
      for (int i = 0; i < subtitles.faulty(); i++) {
        findings.add(
            Kind.SUBTITLES_FAULTY, "a block without times, read as " + subtitles.encoding());
      }
    } catch (CurationException e) {
      findings.add(Kind.SUBTITLES_FAULTY, below(e.explanation()));
    }
  }

  /** Paths are told from the tree's root on. */
  private String below(String text) {
    return text.replace(tree.root() + "/", "");
  }
}
