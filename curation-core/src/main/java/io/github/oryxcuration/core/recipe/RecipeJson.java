package io.github.oryxcuration.core.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of a recipe: every key with the value that holds, in one order, sources and
 * files sorted, so that the order in which they were listed changes nothing. Paths stand as they
 * were written and environment variables as {@code ${NAME}}: the form is the same wherever the data
 * lies, and may be shown to anybody. It is itself a recipe that reads back as the same one.
 */
public final class RecipeJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Recipe recipe;
  private final boolean values;

  private RecipeJson(Recipe recipe, boolean values) {
    this.recipe = recipe;
    this.values = values;
  }

  /** The canonical form on one line. */
  public static String canonical(Recipe recipe) {
    return text(tree(recipe));
  }

  /** The canonical form as a tree, for a manifest or report. */
  public static ObjectNode tree(Recipe recipe) {
    return new RecipeJson(recipe, false).root();
  }

  /**
   * SHA-256, in hexadecimal digits, of what the recipe says. Unlike in the canonical form,
   * variables count with their values, except in paths, whose files are fingerprinted apart, and
   * where they are secret.
   */
  public static String digest(Recipe recipe) {
    return Digest.hex(text(new RecipeJson(recipe, true).root()));
  }

  private static String text(ObjectNode tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory is always writable", e);
    }
  }

  private ObjectNode root() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", written("name", recipe.name()));
    node.put("seed", recipe.seed());
    node.put("total", recipe.total());
    node.putObject("mix").put("by", word(recipe.mixBy())).put("temperature", recipe.temperature());
    node.put("allowed_loss", recipe.allowedLoss());
    node.put("ledger", word(recipe.ledger()));
    text(node, "tokenizer", "tokenizer", recipe.tokenizer());
    trainer(node.putObject("trainer"));
    media(node.putObject("media"));
    node.putObject("shards")
        .put("bytes", recipe.shards().bytes())
        .put("row_group_bytes", recipe.shards().rowGroupBytes())
        .put("compression", word(recipe.shards().compression()));
    ArrayNode sources = node.putArray("sources");
    List<SourceSpec> sorted = new ArrayList<>(recipe.sources());
    sorted.sort(Comparator.comparing(SourceSpec::name));
    sorted.forEach(source -> source(sources.addObject(), source));
    return node;
  }

  private void trainer(ObjectNode node) {
    TrainerSpec trainer = recipe.trainer();
    node.put("max_tokens", trainer.maxTokens())
        .put("over_budget", word(trainer.overBudget()))
        .put("image_max_side", trainer.imageMaxSide())
        .put("image_base_side", trainer.imageBaseSide())
        .put("frame_min_side", trainer.frameMinSide())
        .put("frame_max_side", trainer.frameMaxSide())
        .put("fps", trainer.framesPerSecond())
        .put("max_frames", trainer.maxFrames());
  }

  private void media(ObjectNode node) {
    MediaSpec media = recipe.media();
    node.put("check", word(media.check()))
        .put("links", word(media.links()))
        .put("max_pixels", media.maxPixels())
        .put("max_bytes", media.maxBytes())
        .put("max_seconds", media.maxSeconds())
        .put("max_frames", media.maxFrames())
        .put("limit_side", media.limitSide())
        .put("fit", word(media.fit()))
        .put("corrupt_tail", word(media.corruptTail()))
        .put("jpeg_quality", media.jpegQuality());
  }

  private void source(ObjectNode node, SourceSpec source) {
    String name = source.name();
    node.put("name", written(Written.source(name, "name"), name));
    node.put("format", written(Written.source(name, "format"), source.format()));
    ArrayNode files = node.putArray("files");
    files(source).forEach(files::add);
    root(node, source);
    text(node, "media_root", Written.source(name, "media_root"), source.mediaRoot());
    text(node, "media_map", Written.source(name, "media_map"), source.mediaMap());
    text(node, "license", Written.source(name, "license"), source.license());
    text(node, "task", Written.source(name, "task"), source.task());
    number(node, "take", source.take());
    if (source.share() != null) {
      node.put("share", source.share());
    }
    node.put("epochs", source.epochs());
    number(node, "min", source.min());
    number(node, "max", source.max());
    text(node, "template", Written.source(name, "template"), source.template());
    node.put("multi_image_turn", word(source.multiImageTurn()));
    if (!source.options().isEmpty()) {
      ObjectNode options = node.putObject("options");
      new TreeMap<>(source.options())
          .forEach((k, v) -> options.put(k, written(Written.source(name, "options." + k), v)));
    }
  }

  private List<String> files(SourceSpec source) {
    List<String> files = new ArrayList<>();
    for (String file : source.files()) {
      files.add(written(Written.source(source.name(), "files." + files.size()), file));
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }

  /** A root that was not written follows from the files. */
  private void root(ObjectNode node, SourceSpec source) {
    String place = Written.source(source.name(), "root");
    if (recipe.written().at(place) != null
        || !source.root().equals(RecipeFolder.common(source.files()))) {
      text(node, "root", place, source.root());
    }
  }

  private void text(ObjectNode node, String key, String place, String value) {
    if (!value.isEmpty()) {
      node.put(key, written(place, value));
    }
  }

  private static void number(ObjectNode node, String key, @Nullable Long value) {
    if (value != null) {
      node.put(key, value);
    }
  }

  private String written(String place, String value) {
    Written.Text text = recipe.written().at(place);
    return text == null || (values && text.decides()) ? value : text.text();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
