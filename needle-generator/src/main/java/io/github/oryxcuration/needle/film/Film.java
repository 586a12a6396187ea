package io.github.oryxcuration.needle.film;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.media.FrameList;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.MediaRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A film, ready to be looked at: what is known of it, and its frames in order. No pixels.
 *
 * @param id MovieNet's, or the file's name
 * @param medium that holds the frames
 * @param framesPerSecond of the film; 0 where it is not known
 * @param frames in the order of the film
 * @param unusable pictures among the medium's whose names are no key frame's; they are no frames
 */
public record Film(
    String id,
    MediaRef medium,
    double framesPerSecond,
    List<Shot> shots,
    List<FilmFrame> frames,
    Annotation annotation,
    FilmMeta meta,
    Subtitles subtitles,
    int unusable) {

  public Film {
    requireNonNull(id, "id");
    requireNonNull(medium, "medium");
    shots = List.copyOf(shots);
    frames = List.copyOf(frames);
    requireNonNull(annotation, "annotation");
    requireNonNull(meta, "meta");
    requireNonNull(subtitles, "subtitles");
  }

  /**
   * Reads what a MovieNet tree says of a film.
   *
   * @param maxBytes of one picture
   * @throws CurationException MEDIA_MISSING without key frames, NO_FRAMES, FILM_INCONSISTENT where
   *     a shot file or annotation cannot be read or key frames name shots that are not there
   */
  public static Film read(MovieNetTree tree, String id, long maxBytes) throws IOException {
    MediaRef medium = tree.frames(id);
    if (medium == null) {
      throw new CurationException(
          Reason.MEDIA_MISSING,
          tree.root() + ": no key frames of " + id + " in " + String.join(", ", names(tree)));
    }
    String shotFile = tree.shots(id);
    List<Shot> shots = shotFile == null ? List.of() : ShotFile.read(shotFile);
    String annotationFile = tree.annotation(id);
    Annotation annotation =
        annotationFile == null ? Annotation.NONE : AnnotationFile.read(annotationFile);
    String meta = tree.meta(id);
    String subtitle = tree.subtitle(id);
    double fps = tree.rate(id);
    List<FilmFrame> frames = new ArrayList<>();
    int unusable = 0;
    try (FrameList pictures = FrameList.open(medium, maxBytes)) {
      for (int i = 0; i < pictures.count(); i++) {
        Optional<KeyFrameName> name = KeyFrameName.of(pictures.name(i));
        if (name.isEmpty()) {
          unusable++;
        } else {
          frames.add(frame(i, name.get(), shots, fps, pictures.name(i)));
        }
      }
    }
    if (frames.isEmpty()) {
      throw new CurationException(
          Reason.NO_FRAMES,
          medium.path() + ": no picture is named like a key frame (shot_0000_img_0.jpg)");
    }
    return new Film(
        id,
        medium,
        fps,
        shots,
        frames,
        annotation,
        meta == null ? FilmMeta.NONE : FilmMeta.read(meta),
        subtitle == null ? annotation.said() : Subtitles.read(subtitle),
        unusable);
  }

  private static List<String> names(MovieNetTree tree) {
    return tree.frameFolders().isEmpty() ? List.of("any known folder") : tree.frameFolders();
  }

  private static FilmFrame frame(
      int index, KeyFrameName name, List<Shot> shots, double fps, String path) {
    if (shots.isEmpty()) {
      return new FilmFrame(index, name.shot(), name.image(), Frame.NO_TIME, false);
    }
    if (name.shot() >= shots.size()) {
      throw new CurationException(
          Reason.FILM_INCONSISTENT,
          path + ": there is no shot " + name.shot() + "; the shot file has " + shots.size());
    }
    Shot shot = shots.get(name.shot());
    if (fps == 0 || name.image() >= shot.keys().size()) {
      return new FilmFrame(index, name.shot(), name.image(), Frame.NO_TIME, false);
    }
    return new FilmFrame(
        index, name.shot(), name.image(), shot.keys().get(name.image()) / fps, name.image() == 1);
  }

  /** The shot of a frame, or null where shots are not known. */
  public @Nullable Shot shotOf(FilmFrame frame) {
    return frame.shot() >= 0 && frame.shot() < shots.size() ? shots.get(frame.shot()) : null;
  }
}
