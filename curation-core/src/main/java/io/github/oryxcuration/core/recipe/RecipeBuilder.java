package io.github.oryxcuration.core.recipe;

import io.github.oryxcuration.core.recipe.Checked.Item;
import io.github.oryxcuration.core.recipe.Checked.Value;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a recipe of values that were found right, and notes how its texts were written. */
final class RecipeBuilder {
  private final RecipeFolder folder;
  private final Map<String, SourceFormat> formats;
  private final Map<String, Written.Text> written = new HashMap<>();

  RecipeBuilder(RecipeFolder folder, Map<String, SourceFormat> formats) {
    this.folder = folder;
    this.formats = formats;
  }

  Recipe build(Checked recipe, Secrets secrets) {
    Checked mix = recipe.section("mix", RecipeKeys.MIX);
    Checked media = recipe.section("media", RecipeKeys.MEDIA);
    List<SourceSpec> sources = new ArrayList<>();
    Value given = recipe.find("sources");
    for (Checked source : given == null ? List.<Checked>of() : Checked.listed(given)) {
      sources.add(source(source, media.item("root")));
    }
    return new Recipe(
        text(recipe, "name", "name"),
        recipe.get("seed", Long.class),
        recipe.get("total", Long.class),
        mix.get("by", Recipe.MixBy.class),
        mix.get("temperature", Double.class),
        recipe.get("allowed_loss", Double.class),
        recipe.get("ledger", Recipe.LedgerMode.class),
        path(recipe.item("tokenizer"), "tokenizer"),
        trainer(recipe),
        media(media),
        shards(recipe.section("shards", RecipeKeys.SHARDS)),
        sources,
        new Written(written, secrets, folder.path(".")));
  }

  private static TrainerSpec trainer(Checked recipe) {
    TrainerSpec stage = recipe.get("stage", TrainingStage.class).trainer();
    Checked trainer = recipe.section("trainer", RecipeKeys.TRAINER);
    return new TrainerSpec(
        small(trainer, "max_tokens", stage.maxTokens()),
        trainer.get("over_budget", TrainerSpec.OverBudget.class),
        small(trainer, "image_max_side", stage.imageMaxSide()),
        small(trainer, "image_base_side", stage.imageBaseSide()),
        small(trainer, "frame_min_side", stage.frameMinSide()),
        small(trainer, "frame_max_side", stage.frameMaxSide()),
        trainer.get("fps", Double.class, stage.framesPerSecond()),
        small(trainer, "max_frames", stage.maxFrames()));
  }

  private static MediaSpec media(Checked media) {
    return new MediaSpec(
        media.get("check", MediaSpec.Check.class),
        media.get("links", MediaSpec.Links.class),
        media.get("max_pixels", Long.class),
        media.get("max_bytes", Long.class),
        Math.toIntExact(media.get("max_seconds", Long.class)),
        media.get("max_frames", Long.class),
        Math.toIntExact(media.get("limit_side", Long.class)),
        media.get("fit", MediaSpec.Fit.class),
        media.get("corrupt_tail", MediaSpec.CorruptTail.class),
        Math.toIntExact(media.get("jpeg_quality", Long.class)));
  }

  private static ShardSpec shards(Checked shards) {
    return new ShardSpec(
        shards.get("bytes", Long.class),
        shards.get("row_group_bytes", Long.class),
        shards.get("compression", ShardSpec.Compression.class));
  }

  private SourceSpec source(Checked source, @Nullable Item mediaRoot) {
    String name = source.text("name");
    List<String> files = files(source, name);
    Item root = source.item("root");
    Item own = source.item("media_root");
    return new SourceSpec(
        text(source, "name", Written.source(name, "name")),
        text(source, "format", Written.source(name, "format")),
        files,
        root == null || root.value().isEmpty()
            ? RecipeFolder.common(files)
            : path(root, Written.source(name, "root")),
        path(
            own == null || own.value().isEmpty() ? mediaRoot : own,
            Written.source(name, "media_root")),
        path(source.item("media_map"), Written.source(name, "media_map")),
        text(source, "license", Written.source(name, "license")),
        text(source, "task", Written.source(name, "task")),
        source.orNull("take", Long.class),
        source.orNull("share", Double.class),
        source.get("epochs", Double.class),
        source.orNull("min", Long.class),
        source.orNull("max", Long.class),
        text(source, "template", Written.source(name, "template")),
        source.get("multi_image_turn", SourceSpec.MultiImageTurn.class),
        options(source, name));
  }

  private List<String> files(Checked source, String name) {
    Value given = source.find("files");
    List<String> globs = new ArrayList<>();
    for (Item item : given == null ? List.<Item>of() : Checked.items(given)) {
      String place = Written.source(name, "files." + globs.size());
      written.put(place, new Written.Text(item.written(), false));
      globs.add(folder.glob(item.value()));
    }
    return globs;
  }

  private Map<String, String> options(Checked source, String name) {
    Map<String, String> options = new TreeMap<>();
    Value given = source.find("options");
    SourceFormat format = formats.get(source.text("format"));
    Set<String> paths = format == null ? Set.of() : format.pathOptions();
    if (given != null) {
      Checked.options(given)
          .forEach(
              (key, item) -> {
                String place = Written.source(name, "options." + key);
                if (paths.contains(key)) {
                  options.put(key, path(item, place));
                } else {
                  note(place, item);
                  options.put(key, item.value());
                }
              });
    }
    return options;
  }

  private String text(Checked section, String key, String place) {
    Item item = section.item(key);
    if (item == null) {
      return "";
    }
    note(place, item);
    return item.value();
  }

  private String path(@Nullable Item item, String place) {
    if (item == null || item.value().isEmpty()) {
      return "";
    }
    written.put(place, new Written.Text(item.written(), false));
    return folder.path(item.value());
  }

  private void note(String place, Item item) {
    if (!item.written().equals(item.value())) {
      written.put(place, new Written.Text(item.written(), !item.secret()));
    }
  }

  private static int small(Checked section, String key, int preset) {
    return Math.toIntExact(section.get(key, Long.class, (long) preset));
  }
}
