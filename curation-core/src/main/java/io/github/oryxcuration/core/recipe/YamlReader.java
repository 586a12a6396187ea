package io.github.oryxcuration.core.recipe;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.oryxcuration.core.recipe.YamlNode.Entry;
import io.github.oryxcuration.core.recipe.YamlNode.Mapping;
import io.github.oryxcuration.core.recipe.YamlNode.Place;
import io.github.oryxcuration.core.recipe.YamlNode.Scalar;
import io.github.oryxcuration.core.recipe.YamlNode.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parses YAML into a tree that knows where everything stands. Scalars stay as they were written, so
 * that {@code no} may be a name and {@code 010} is not silently eight. Anchors may be defined but
 * not referred to, tags other than {@code !!str} and further documents are refused.
 */
final class YamlReader {
  /** A recipe nests four levels; deeper input is an accident or an attack. */
  private static final int MAX_DEPTH = 20;

  private static final Pattern PLACE =
      Pattern.compile("(?m)^ in .*, line (\\d{1,9}), column (\\d{1,9}):");
  private static final String TEXT_TAG = "tag:yaml.org,2002:str";
  private static final YAMLFactory YAML = new YAMLFactory();

  private final List<String> lines;
  private final Problems problems;

  private YamlReader(String text, Problems problems) {
    this.lines = text.lines().toList();
    this.problems = problems;
  }

  /** The tree, or null after problems were added. */
  static @Nullable YamlNode read(String text, Problems problems) {
    if (!printable(text, problems)) {
      return null;
    }
    int before = problems.count();
    YamlReader reader = new YamlReader(text, problems);
    try (YAMLParser parser = YAML.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        problems.add(new Place(1, 1), "the recipe is empty; it needs at least name and sources");
        return null;
      }
      YamlNode root = reader.value(parser, first, 0);
      if (problems.count() == before && parser.nextToken() != null) {
        problems.add(
            at(parser.currentTokenLocation()),
            "a second YAML document begins here; a recipe is a single one");
      }
      return problems.count() == before ? root : null;
    } catch (JsonProcessingException e) {
      reader.syntax(e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot parse text in memory", e);
    }
    return null;
  }

  private YamlNode value(YAMLParser parser, JsonToken token, int depth) throws IOException {
    Place at = at(parser.currentTokenLocation());
    if (depth > MAX_DEPTH) {
      throw new JsonParseException(
          parser, "nested deeper than " + MAX_DEPTH + " levels", parser.currentTokenLocation());
    }
    if (parser.isCurrentAlias()) {
      problems.add(
          at, "the alias *%s; write the value out, recipes have no aliases", parser.getText());
      return new Scalar(at, "", true);
    }
    String tag = parser.getTypeId();
    if (tag != null && !tag.equals(TEXT_TAG)) {
      problems.add(at, "the tag %s; recipes have no tags", tag);
    }
    return switch (token) {
      case START_OBJECT -> mapping(parser, at, depth);
      case START_ARRAY -> sequence(parser, at, depth);
      default -> new Scalar(at, parser.getText(), tag == null && plainAt(at));
    };
  }

  private Mapping mapping(YAMLParser parser, Place at, int depth) throws IOException {
    List<Entry> entries = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Place keyAt = at(parser.currentTokenLocation());
      String key = parser.currentName();
      JsonToken token = next(parser);
      entries.add(new Entry(keyAt, key, value(parser, token, depth + 1)));
    }
    return new Mapping(at, List.copyOf(entries));
  }

  private Sequence sequence(YAMLParser parser, Place at, int depth) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
      items.add(value(parser, token, depth + 1));
    }
    return new Sequence(at, List.copyOf(items));
  }

  private static JsonToken next(YAMLParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonParseException(parser, "the file ends too early");
    }
    return token;
  }

  /** Whether a scalar starts without quotes and is no block of text. */
  private boolean plainAt(Place at) {
    if (at.line() > lines.size()) {
      return true;
    }
    String line = lines.get(at.line() - 1);
    int column = at.column() - 1;
    if (column >= line.codePointCount(0, line.length())) {
      return true;
    }
    return "\"'|>".indexOf(line.codePointAt(line.offsetByCodePoints(0, column))) < 0;
  }

  /**
   * The parser tells context and problem, each followed by an indented place and excerpt. The last
   * place is that of the problem.
   */
  private void syntax(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    Place at = at(e.getLocation());
    Matcher places = PLACE.matcher(message);
    while (places.find()) {
      at = new Place(Integer.parseInt(places.group(1)), Integer.parseInt(places.group(2)));
    }
    String what =
        message
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(" "))
            .collect(Collectors.joining(": "));
    String hint =
        at.line() <= lines.size() && lines.get(at.line() - 1).contains("${")
            ? "; put quotes around values with ${...} that stand inside [ ] or { }"
            : "";
    problems.add(at, "not YAML: " + what + hint);
  }

  /** YAML allows few control characters; the parser would not say where a wrong one stands. */
  private static boolean printable(String text, Problems problems) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!allowed(c)) {
        problems.add(
            new Place(line, column),
            "the character U+%04X, which YAML does not allow in a file",
            c);
        return false;
      }
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
    }
    return true;
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c == 0x85
        || (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF)
        || c >= 0x10000;
  }

  private static Place at(@Nullable JsonLocation location) {
    return location == null
        ? new Place(1, 1)
        : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
