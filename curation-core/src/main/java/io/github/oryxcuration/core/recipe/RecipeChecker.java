package io.github.oryxcuration.core.recipe;

import io.github.oryxcuration.core.recipe.Checked.Item;
import io.github.oryxcuration.core.recipe.Checked.Value;
import io.github.oryxcuration.core.recipe.RecipeKey.FilePath;
import io.github.oryxcuration.core.recipe.RecipeKey.FilePaths;
import io.github.oryxcuration.core.recipe.RecipeKey.FormatName;
import io.github.oryxcuration.core.recipe.RecipeKey.Kind;
import io.github.oryxcuration.core.recipe.RecipeKey.Options;
import io.github.oryxcuration.core.recipe.RecipeKey.Section;
import io.github.oryxcuration.core.recipe.RecipeKey.Sections;
import io.github.oryxcuration.core.recipe.RecipeKey.Text;
import io.github.oryxcuration.core.recipe.YamlNode.Entry;
import io.github.oryxcuration.core.recipe.YamlNode.Mapping;
import io.github.oryxcuration.core.recipe.YamlNode.Place;
import io.github.oryxcuration.core.recipe.YamlNode.Scalar;
import io.github.oryxcuration.core.recipe.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a YAML tree against {@link RecipeKeys}, key by key: unknown, doubled and missing keys,
 * types, bounds, and environment variables. What keys mean to each other is not its business.
 */
final class RecipeChecker {
  private final Environment environment;
  private final Set<String> withoutFiles;
  private final Problems problems;
  private final Set<String> told = new HashSet<>();

  /**
   * @param withoutFiles formats whose sources need not name files
   */
  RecipeChecker(Environment environment, Set<String> withoutFiles, Problems problems) {
    this.environment = environment;
    this.withoutFiles = Set.copyOf(withoutFiles);
    this.problems = problems;
  }

  /** The values of a mapping, or null where the node is none. */
  @Nullable Checked check(YamlNode node, List<RecipeKey> keys, String what) {
    if (!(node instanceof Mapping mapping)) {
      found(node.at(), what, node, "a mapping of " + RecipeKey.names(keys), "");
      return null;
    }
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, Place> seen = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      Place first = seen.putIfAbsent(entry.key(), entry.at());
      if (first != null) {
        problems.add(
            entry.at(),
            "the key \"%s\" stands here again; first in line %d",
            entry.key(),
            first.line());
        continue;
      }
      RecipeKey key = key(keys, entry, what);
      Object content = key == null ? null : content(key, entry.value());
      if (content != null) {
        values.put(entry.key(), new Value(entry.at(), entry.value().at(), content));
      }
    }
    Checked checked = new Checked(mapping.at(), keys, values);
    missing(checked, seen, what);
    return checked;
  }

  private @Nullable RecipeKey key(List<RecipeKey> keys, Entry entry, String what) {
    for (RecipeKey key : keys) {
      if (key.name().equals(entry.key())) {
        return key;
      }
    }
    List<String> names = keys.stream().map(RecipeKey::name).toList();
    String hint = NearestKey.hint(entry.key(), names);
    problems.add(
        entry.at(),
        "unknown key \"%s\" in %s%s; allowed: %s",
        entry.key(),
        what,
        hint.isEmpty() ? elsewhere(entry.key()) : hint,
        String.join(", ", names));
    return null;
  }

  /** Tells in which section a key that is right as such belongs. */
  private static String elsewhere(String typed) {
    for (RecipeKey key : RecipeKeys.RECIPE) {
      if (key.name().equals(typed)) {
        return "; it belongs at the top of the recipe";
      }
      List<RecipeKey> below =
          key.kind() instanceof Section section
              ? section.keys()
              : key.kind() instanceof Sections sections ? sections.keys() : List.of();
      if (below.stream().anyMatch(k -> k.name().equals(typed))) {
        return "; it belongs in " + key.name();
      }
    }
    return "";
  }

  private void missing(Checked section, Map<String, Place> seen, String what) {
    for (RecipeKey key : section.keys()) {
      boolean required =
          key.required()
              || (key.name().equals(RecipeKeys.FILES)
                  && !withoutFiles.contains(section.text("format")));
      if (required && !seen.containsKey(key.name())) {
        problems.add(
            section.at(),
            "missing key \"%s\" in %s; it holds %s",
            key.name(),
            what,
            key.kind().allowed());
      }
    }
  }

  private @Nullable Object content(RecipeKey key, YamlNode node) {
    Kind kind = key.kind();
    if (kind instanceof Section section) {
      return section(key.name(), section, node);
    }
    if (kind instanceof Sections sections) {
      return sections(key, sections, node);
    }
    if (kind instanceof FilePaths) {
      return paths(key, node);
    }
    if (kind instanceof Options) {
      return options(key, node);
    }
    if (!(node instanceof Scalar scalar) || scalar.empty()) {
      found(node.at(), key.name(), node, kind.allowed(), "");
      return null;
    }
    boolean text = kind instanceof Text || kind instanceof FilePath || kind instanceof FormatName;
    return text ? text(key, scalar) : typed(key, scalar);
  }

  /** A section whose keys are all commented out is one without keys. */
  private @Nullable Checked section(String name, Section section, YamlNode node) {
    if (node instanceof Scalar scalar && scalar.empty()) {
      return new Checked(node.at(), section.keys(), Map.of());
    }
    return check(node, section.keys(), name);
  }

  private @Nullable List<Checked> sections(RecipeKey key, Sections sections, YamlNode node) {
    if (!(node instanceof Sequence sequence) || sequence.items().isEmpty()) {
      found(node.at(), key.name(), node, key.kind().allowed(), "");
      return null;
    }
    List<Checked> checked = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      Checked one = check(item, sections.keys(), "a source");
      if (one != null) {
        checked.add(one);
      }
    }
    return checked;
  }

  private @Nullable List<Item> paths(RecipeKey key, YamlNode node) {
    List<YamlNode> nodes = node instanceof Sequence list ? list.items() : List.of(node);
    List<Item> items = new ArrayList<>();
    for (YamlNode one : nodes) {
      if (one instanceof Scalar scalar && !scalar.empty()) {
        Item item = text(key, scalar);
        if (item != null) {
          items.add(item);
        }
      } else {
        found(one.at(), key.name(), one, key.kind().allowed(), "");
      }
    }
    if (nodes.isEmpty()) {
      found(node.at(), key.name(), node, key.kind().allowed(), "");
    }
    return items.isEmpty() ? null : items;
  }

  private @Nullable Map<String, Item> options(RecipeKey key, YamlNode node) {
    if (!(node instanceof Mapping mapping)) {
      found(node.at(), key.name(), node, key.kind().allowed(), "");
      return null;
    }
    Map<String, Item> options = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      String name = key.name() + "." + entry.key();
      if (!(entry.value() instanceof Scalar scalar) || scalar.empty()) {
        found(entry.value().at(), name, entry.value(), "a text, a number or a truth value", "");
      } else if (options.containsKey(entry.key())) {
        problems.add(entry.at(), "the key \"%s\" stands here again", entry.key());
      } else {
        Environment.Resolved resolved = resolve(name, scalar);
        if (resolved != null) {
          options.put(entry.key(), item(entry.at(), resolved));
        }
      }
    }
    return options;
  }

  private @Nullable Item text(RecipeKey key, Scalar scalar) {
    Environment.Resolved resolved = resolve(key.name(), scalar);
    if (resolved == null) {
      return null;
    }
    boolean kept = !(key.kind() instanceof FilePath || key.kind() instanceof FilePaths);
    if (kept && secret(scalar, key.name(), resolved)) {
      return null;
    }
    String value = resolved.value();
    String pattern = key.kind() instanceof Text text ? text.pattern() : null;
    boolean blank = value.isBlank() && key.required();
    if (blank || (pattern != null && !Pattern.matches(pattern, value))) {
      found(scalar.at(), key.name(), scalar, key.kind().allowed(), "");
      return null;
    }
    return item(scalar.at(), resolved);
  }

  private @Nullable Object typed(RecipeKey key, Scalar scalar) {
    Environment.Resolved resolved = resolve(key.name(), scalar);
    if (resolved == null || secret(scalar, key.name(), resolved)) {
      return null;
    }
    boolean text = !scalar.plain() && !resolved.referring();
    boolean quotable = key.kind() instanceof RecipeKey.Word || key.kind() instanceof RecipeKey.Size;
    Object parsed = text && !quotable ? null : ScalarValue.parse(key.kind(), resolved.value());
    if (parsed == null) {
      String hint = text && !quotable ? "" : ScalarValue.hint(key.kind(), resolved.value());
      String where = resolved.referring() ? " (which is " + resolved.value() + ")" : "";
      found(scalar.at(), key.name(), scalar.described() + where, key.kind().allowed(), hint);
    }
    return parsed;
  }

  private Environment.@Nullable Resolved resolve(String name, Scalar scalar) {
    try {
      return environment.resolve(scalar.text());
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      if (told.add(message)) { // a variable that is not set stands in many places
        problems.add(scalar.at(), "%s: %s", name, message);
      }
      return null;
    }
  }

  /** Refuses a secret where its value would be written to the outputs. */
  private boolean secret(Scalar scalar, String name, Environment.Resolved resolved) {
    if (resolved.secret() != null) {
      problems.add(
          scalar.at(),
          "%s: %s is written to the outputs, but by its name the environment variable %s is a"
              + " secret; allowed in paths and options alone",
          name,
          name,
          resolved.secret());
    }
    return resolved.secret() != null;
  }

  private static Item item(Place at, Environment.Resolved resolved) {
    return new Item(
        at, resolved.written(), resolved.value(), resolved.referring(), resolved.secret() != null);
  }

  private void found(Place at, String name, YamlNode node, String allowed, String hint) {
    found(at, name, node.described(), allowed, hint);
  }

  private void found(Place at, String name, String found, String allowed, String hint) {
    problems.add(at, "%s: found %s; allowed: %s%s", name, found, allowed, hint);
  }
}
