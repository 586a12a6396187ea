package io.github.oryxcuration.needle.caption;

import io.github.oryxcuration.needle.film.Annotation;
import io.github.oryxcuration.needle.film.Annotation.Person;
import io.github.oryxcuration.needle.film.Annotation.Scene;
import io.github.oryxcuration.needle.film.Annotation.Style;
import io.github.oryxcuration.needle.film.Film;
import io.github.oryxcuration.needle.film.FilmFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the annotation of a film says of one frame, as words by name: {@code scale}, {@code
 * movement}, {@code people}, {@code place}, {@code action}, {@code said}. What is not known has no
 * entry.
 */
public final class FrameFacts {
  public static final String SCALE = "scale";
  public static final String MOVEMENT = "movement";
  public static final String PEOPLE = "people";
  public static final String PLACE = "place";
  public static final String ACTION = "action";
  public static final String SAID = "said";

  private static final double LEFT = 0.38;
  private static final double RIGHT = 0.62;
  private static final int PEOPLE_TOLD = 4;
  private static final double CLOSE = 0.35;
  private static final double SMALL = 0.04;

  private FrameFacts() {}

  public static SortedMap<String, String> of(Film film, FilmFrame frame) {
    SortedMap<String, String> facts = new TreeMap<>();
    if (frame.shot() < 0) {
      return facts;
    }
    Annotation annotation = film.annotation();
    Style style = annotation.styles().get(frame.shot());
    if (style != null) {
      put(facts, SCALE, style.scale());
      put(facts, MOVEMENT, style.movement());
    }
    put(facts, PEOPLE, people(annotation.people(frame.name())));
    Scene scene = annotation.sceneOf(frame.shot());
    if (scene != null) {
      put(facts, PLACE, listed(scene.places()));
      put(facts, ACTION, listed(scene.actions()));
    }
    // Only the middle key frame's time is known well enough to say what was spoken just then.
    if (frame.exact()) {
      put(facts, SAID, film.subtitles().at(frame.seconds(), 0));
    }
    return facts;
  }

  private static void put(SortedMap<String, String> facts, String name, String value) {
    if (!value.isBlank()) {
      facts.put(name, value);
    }
  }

  /** As in {@code two people: one on the left, large; one on the right}. */
  private static String people(List<Person> people) {
    if (people.isEmpty()) {
      return "";
    }
    List<Person> ordered = new ArrayList<>(people);
    ordered.sort(Comparator.comparingDouble(Person::middle).thenComparingDouble(Person::area));
    List<String> each = new ArrayList<>();
    for (Person person : ordered.subList(0, Math.min(PEOPLE_TOLD, ordered.size()))) {
      each.add("one " + side(person) + size(person));
    }
    String count = Wording.count(people.size()) + (people.size() == 1 ? " person" : " people");
    String rest = people.size() > PEOPLE_TOLD ? " among others" : "";
    return count + ": " + listed(each) + rest;
  }

  private static String side(Person person) {
    if (person.middle() < LEFT) {
      return "on the left";
    }
    return person.middle() > RIGHT ? "on the right" : "in the middle";
  }

  private static String size(Person person) {
    if (person.area() > CLOSE) {
      return " filling much of the frame";
    }
    return person.area() < SMALL ? " small in the frame" : "";
  }

  static String listed(List<String> words) {
    return switch (words.size()) {
      case 0 -> "";
      case 1 -> words.get(0);
      default ->
          String.join(", ", words.subList(0, words.size() - 1))
              + " and "
              + words.get(words.size() - 1);
    };
  }
}
