package io.github.oryxcuration.core.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.recipe.RecipeKey.FilePath;
import io.github.oryxcuration.core.recipe.RecipeKey.FilePaths;
import io.github.oryxcuration.core.recipe.RecipeKey.FormatName;
import io.github.oryxcuration.core.recipe.RecipeKey.Kind;
import io.github.oryxcuration.core.recipe.RecipeKey.Options;
import io.github.oryxcuration.core.recipe.RecipeKey.Real;
import io.github.oryxcuration.core.recipe.RecipeKey.Section;
import io.github.oryxcuration.core.recipe.RecipeKey.Sections;
import io.github.oryxcuration.core.recipe.RecipeKey.Size;
import io.github.oryxcuration.core.recipe.RecipeKey.Text;
import io.github.oryxcuration.core.recipe.RecipeKey.Whole;
import io.github.oryxcuration.core.recipe.RecipeKey.Word;
import java.util.List;

/**
 * The JSON schema of a recipe, written from the reader's own definitions, so that an editor
 * completes and checks what the reader accepts. The same text ships as the resource {@code
 * recipe.schema.json} beside this class; recipes name it in a {@code yaml-language-server} comment.
 */
public final class RecipeSchema {
  /** The name of the resource beside this class. */
  public static final String RESOURCE = "recipe.schema.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String REFERENCE = ".*\\$\\{.+";
  private static final String SIZE = "[0-9][0-9_.eE+]*\\s*([kKmMgGtT][iI]?)?[bB]?";

  private RecipeSchema() {}

  /** The schema, indented, with a line feed at its end. */
  public static String text() {
    ObjectNode schema = node();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Recipe of the Oryx curation toolkit");
    mapping(schema, RecipeKeys.RECIPE);
    try {
      return JSON.writeValueAsString(schema).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory is always writable", e);
    }
  }

  private static void mapping(ObjectNode schema, List<RecipeKey> keys) {
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    keys.stream().filter(RecipeKey::required).forEach(key -> required.add(key.name()));
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    ObjectNode properties = schema.putObject("properties");
    for (RecipeKey key : keys) {
      ObjectNode property = properties.putObject(key.name());
      property.put("description", key.meaning());
      kind(property, key.kind());
      fallback(property, key);
    }
  }

  private static void kind(ObjectNode schema, Kind kind) {
    if (kind instanceof Section section) {
      mapping(schema, section.keys());
    } else if (kind instanceof Sections sections) {
      schema.put("type", "array").put("minItems", 1);
      mapping(schema.putObject("items"), sections.keys());
    } else if (kind instanceof FilePaths) {
      ArrayNode either = schema.putArray("oneOf");
      either.addObject().put("type", "string").put("minLength", 1);
      ObjectNode list = either.addObject().put("type", "array").put("minItems", 1);
      list.put("uniqueItems", true).putObject("items").put("type", "string").put("minLength", 1);
    } else if (kind instanceof Options) {
      ObjectNode options = schema.put("type", "object").putObject("additionalProperties");
      options.putArray("type").add("string").add("number").add("boolean");
    } else if (kind instanceof Text || kind instanceof FilePath || kind instanceof FormatName) {
      // Plain digits and truth values are texts here, which YAML would type otherwise.
      schema.putArray("type").add("string").add("number").add("boolean");
      if (kind instanceof Text text && text.pattern() != null) {
        schema.put("pattern", "^(" + text.pattern() + "|" + REFERENCE + ")$");
      }
    } else {
      ArrayNode either = schema.putArray("anyOf");
      scalar(either.addObject(), kind);
      either.addObject().put("type", "string").put("pattern", "^" + REFERENCE + "$");
    }
  }

  private static void scalar(ObjectNode schema, Kind kind) {
    if (kind instanceof Whole whole) {
      schema.put("type", "integer");
      if (whole.min() != Long.MIN_VALUE) {
        schema.put("minimum", whole.min());
      }
      if (whole.max() != Long.MAX_VALUE) {
        schema.put("maximum", whole.max());
      }
    } else if (kind instanceof Real real) {
      schema.put("type", "number");
      schema.put(real.minIncluded() ? "minimum" : "exclusiveMinimum", real.min());
      if (real.max() != Double.POSITIVE_INFINITY) {
        schema.put("maximum", real.max());
      }
    } else if (kind instanceof Size size) {
      schema.putArray("type").add("integer").add("string");
      schema.put("minimum", size.min());
      schema.put("pattern", "^" + SIZE + "$");
    } else if (kind instanceof Word word) {
      ArrayNode words = schema.putArray("enum");
      word.words().forEach(words::add);
    } else {
      throw new IllegalArgumentException("no scalar kind: " + kind);
    }
  }

  private static void fallback(ObjectNode property, RecipeKey key) {
    if (key.fallback().isEmpty()) {
      return;
    }
    if (key.kind() instanceof Whole) {
      property.put("default", Long.parseLong(key.fallback()));
    } else if (key.kind() instanceof Real) {
      property.put("default", Double.parseDouble(key.fallback()));
    } else {
      property.put("default", key.fallback());
    }
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
