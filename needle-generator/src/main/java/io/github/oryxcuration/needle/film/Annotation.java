package io.github.oryxcuration.needle.film;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What MovieNet's annotation says of a film, by shot.
 *
 * @param imdbId as the file states it, or an empty string
 * @param people boxes by shot and image
 * @param styles scale and movement by shot
 * @param scenes in the file's order
 * @param said what the story's segments quote of the subtitles
 * @param faulty elements that could not be read and were left out
 */
public record Annotation(
    String imdbId,
    Map<KeyFrameName, List<Person>> people,
    Map<Integer, Style> styles,
    List<Scene> scenes,
    Subtitles said,
    int faulty) {
  public static final Annotation NONE =
      new Annotation("", Map.of(), Map.of(), List.of(), Subtitles.NONE, 0);

  /**
   * A person in a key frame. Sides are fractions of the picture, so they hold at any size: the
   * file's boxes are pixels of the 720p source, not of the 240P images.
   *
   * @param left 0 to 1
   * @param top 0 to 1
   * @param right 0 to 1
   * @param bottom 0 to 1
   * @param pid IMDb's id of the person, {@code others}, or an empty string
   */
  public record Person(double left, double top, double right, double bottom, String pid) {
    public double area() {
      return (right - left) * (bottom - top);
    }

    public double middle() {
      return (left + right) / 2;
    }
  }

  /**
   * How a shot is filmed.
   *
   * @param scale e.g. {@code closeup}, or an empty string
   * @param movement e.g. {@code static}, or an empty string
   */
  public record Style(String scale, String movement) {}

  /**
   * A scene.
   *
   * @param firstShot from 0
   * @param endShot one past the last shot
   */
  public record Scene(int firstShot, int endShot, List<String> places, List<String> actions) {
    public Scene {
      places = List.copyOf(places);
      actions = List.copyOf(actions);
    }
  }

  public Annotation {
    people = Map.copyOf(people);
    styles = Map.copyOf(styles);
    scenes = List.copyOf(scenes);
  }

  public List<Person> people(KeyFrameName frame) {
    List<Person> found = people.get(frame);
    return found == null ? List.of() : found;
  }

  public @Nullable Scene sceneOf(int shot) {
    for (Scene scene : scenes) {
      if (shot >= scene.firstShot && shot < scene.endShot) {
        return scene;
      }
    }
    return null;
  }

  /** Whether there is nothing in it to say of any frame. */
  public boolean isEmpty() {
    return people.isEmpty()
        && styles.isEmpty()
        && scenes.stream().allMatch(s -> s.places().isEmpty() && s.actions().isEmpty());
  }
}
