package io.github.oryxcuration.needle.film;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.needle.film.Annotation.Person;
import io.github.oryxcuration.needle.film.Annotation.Scene;
import io.github.oryxcuration.needle.film.Annotation.Style;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads MovieNet's annotation of one film, an element at a time; only what is kept is held. Keys
 * that are null or absent are nothing; an element that makes no sense is counted and left out.
 */
public final class AnnotationFile {
  private static final int MAX_KEPT = 2_000_000;
  private static final int BOX_SIDES = 4;

  private final String name;
  private String imdbId = "";
  private final Map<KeyFrameName, List<Person>> people = new HashMap<>();
  private final Map<Integer, Style> styles = new HashMap<>();
  private final List<Scene> scenes = new ArrayList<>();
  private final List<Subtitles.Cue> said = new ArrayList<>();
  private int faulty;
  private int kept;

  private AnnotationFile(String name) {
    this.name = name;
  }

  /**
   * Reads a file.
   *
   * @throws CurationException FILM_INCONSISTENT where it is no JSON object
   */
  public static Annotation read(String path) throws IOException {
    try (InputStream in = new BufferedInputStream(Storage.read(path), 1 << 16)) {
      return read(path, in);
    }
  }

  static Annotation read(String name, InputStream in) throws IOException {
    AnnotationFile file = new AnnotationFile(name);
    try (JsonParser parser = Json.mapper().createParser(in)) {
      file.read(parser);
    } catch (JacksonException e) {
      throw new CurationException(
          Reason.FILM_INCONSISTENT, name + ": not JSON: " + e.getOriginalMessage(), e);
    }
    return new Annotation(
        file.imdbId,
        file.people,
        file.styles,
        file.scenes,
        Subtitles.of(file.said, "the annotation's story"),
        file.faulty);
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new CurationException(
          Reason.FILM_INCONSISTENT, name + ": expected a JSON object with cast, scene and story");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (key) {
        case "imdb_id" -> {
          imdbId = value == JsonToken.VALUE_STRING ? parser.getText() : "";
          parser.skipChildren();
        }
        case "cast" -> elements(parser, this::person);
        case "scene" -> elements(parser, this::scene);
        case "story" -> elements(parser, this::segment);
        case "cinematic_style" -> style(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private interface Element {
    /** Keeps an element, or says that it makes no sense. */
    boolean keep(JsonNode element);
  }

  private void elements(JsonParser parser, Element taker) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      faulty += parser.currentToken() == JsonToken.VALUE_NULL ? 0 : 1;
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        throw new CurationException(Reason.FILM_INCONSISTENT, name + ": ends within a list");
      }
      JsonNode element = parser.readValueAsTree();
      if (element == null || !taker.keep(element)) {
        faulty++;
      } else if (++kept > MAX_KEPT) {
        throw new CurationException(
            Reason.MEDIA_TOO_LARGE, name + ": more than " + MAX_KEPT + " annotations of one film");
      }
    }
  }

  private void style(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean movie = parser.currentName().equals("movie");
      parser.nextToken();
      if (movie) {
        elements(parser, this::shotStyle);
      } else {
        parser.skipChildren();
      }
    }
  }

  private boolean shotStyle(JsonNode element) {
    int shot = number(element.path("shot"));
    if (shot < 0) {
      return false;
    }
    styles.put(shot, new Style(text(element.path("scale")), text(element.path("movement"))));
    return true;
  }

  private boolean person(JsonNode element) {
    int shot = number(element.path("shot_idx"));
    int image = number(element.path("img_idx"));
    JsonNode resolution = element.path("resolution");
    JsonNode box = element.path("body").path("bbox");
    if (shot < 0 || image < 0 || box.size() != BOX_SIDES || resolution.size() != 2) {
      return false;
    }
    double width = resolution.get(0).asDouble();
    double height = resolution.get(1).asDouble();
    if (!(width > 0 && height > 0)) {
      return false;
    }
    double left = fraction(box.get(0), width);
    double top = fraction(box.get(1), height);
    double right = fraction(box.get(2), width);
    double bottom = fraction(box.get(3), height);
    if (!(left < right && top < bottom)) {
      return false;
    }
    people
        .computeIfAbsent(new KeyFrameName(shot, image), k -> new ArrayList<>())
        .add(new Person(left, top, right, bottom, text(element.path("pid"))));
    return true;
  }

  private boolean scene(JsonNode element) {
    JsonNode range = element.path("shot");
    if (range.size() != 2) {
      return false;
    }
    int first = number(range.get(0));
    int end = number(range.get(1));
    if (first < 0 || end < first) {
      return false;
    }
    List<String> places = texts(element.path("place_tag"));
    List<String> actions = texts(element.path("action_tag"));
    // [7, 7] is seen where the end is meant inclusive.
    scenes.add(new Scene(first, Math.max(end, first + 1), places, actions));
    return true;
  }

  /**
   * A segment of the story: what is said in it. Its description is of hundreds of shots and tells
   * nothing of one frame.
   */
  private boolean segment(JsonNode element) {
    boolean sound = element.isObject();
    for (JsonNode line : element.path("subtitle")) {
      JsonNode duration = line.path("duration");
      double start = duration.path(0).asDouble(-1);
      double end = duration.path(1).asDouble(-1);
      String words = String.join(" ", texts(line.path("sentences")));
      if (start < 0 || end < start) {
        sound = false;
      } else if (!words.isEmpty()) {
        said.add(new Subtitles.Cue(start, end, words));
      }
    }
    return sound;
  }

  private static double fraction(JsonNode value, double side) {
    double part = value.asDouble(Double.NaN) / side;
    return Double.isNaN(part) ? Double.NaN : Math.min(1, Math.max(0, part));
  }

  private static int number(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToInt()) {
      return node.intValue();
    }
    String text = node.isTextual() ? node.textValue() : "";
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue().strip() : "";
  }

  /** A tag is a string, a list of strings, or null. */
  private static List<String> texts(JsonNode node) {
    List<String> found = new ArrayList<>();
    if (node.isTextual() && !node.textValue().isBlank()) {
      found.add(node.textValue().strip());
    }
    for (JsonNode element : node) {
      if (element.isTextual() && !element.textValue().isBlank()) {
        found.add(element.textValue().strip());
      }
    }
    return found;
  }
}
