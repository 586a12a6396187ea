package io.github.oryxcuration.core.recipe;

import io.github.oryxcuration.core.recipe.Checked.Item;
import io.github.oryxcuration.core.recipe.Checked.Value;
import io.github.oryxcuration.core.recipe.YamlNode.Place;
import io.github.oryxcuration.core.source.SourceFormat;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks what the keys of a recipe mean to each other and to the world: sums, names, files. */
final class RecipeRules {
  /** Shares are typed as decimals, whose sum may miss 1 by a rounding error. */
  private static final double ROUNDING = 1e-9;

  private final RecipeFolder folder;
  private final FileChecks files;
  private final Map<String, SourceFormat> formats;
  private final Problems problems;

  RecipeRules(
      RecipeFolder folder, FileChecks files, Map<String, SourceFormat> formats, Problems problems) {
    this.folder = folder;
    this.files = files;
    this.formats = formats;
    this.problems = problems;
  }

  void check(Checked recipe) {
    TrainerSpec preset = recipe.get("stage", TrainingStage.class).trainer();
    ordered(
        recipe.section("trainer", RecipeKeys.TRAINER),
        "frame_min_side",
        preset.frameMinSide(),
        "frame_max_side",
        preset.frameMaxSide());
    Checked shards = recipe.section("shards", RecipeKeys.SHARDS);
    if (shards.find("row_group_bytes") != null) {
      // Small shards alone are no contradiction: they have one row group.
      ordered(
          shards,
          "row_group_bytes",
          shards.preset("row_group_bytes"),
          "bytes",
          shards.preset("bytes"));
    }
    file(recipe, "tokenizer");
    folder(recipe.section("media", RecipeKeys.MEDIA), "root");
    Value sources = recipe.find("sources");
    if (sources != null) {
      sources(Checked.listed(sources));
    }
  }

  private void sources(List<Checked> sources) {
    Map<String, Place> names = new HashMap<>();
    double shares = 0;
    for (Checked source : sources) {
      Item name = source.item("name");
      if (name != null) {
        Place first = names.putIfAbsent(name.value(), name.at());
        if (first != null) {
          problems.add(
              name.at(),
              "name: another source is called \"%s\" already, in line %d",
              name.value(),
              first.line());
        }
      }
      shares = share(source, shares);
      counts(source);
      format(source);
      sourceFiles(source);
    }
  }

  private double share(Checked source, double before) {
    Value share = source.find("share");
    if (share == null) {
      return before;
    }
    double sum = before + (Double) share.content();
    if (sum > 1 + ROUNDING && before <= 1 + ROUNDING) {
      problems.add(
          share.at(), "share: the shares add up to %s here; allowed: at most 1", shortened(sum));
    }
    return sum;
  }

  private static String shortened(double sum) {
    return Double.toString(Math.round(sum * 1e6) / 1e6);
  }

  private void counts(Checked source) {
    Value share = source.find("share");
    Value take = source.find("take");
    Value min = source.find("min");
    Value max = source.find("max");
    if (take != null && share != null) {
      problems.add(later(take, share), "take and share of one source; allowed: one of the two");
    }
    if (min != null && max != null && (Long) min.content() > (Long) max.content()) {
      problems.add(
          later(min, max),
          "min is %d and max is %d; allowed: min <= max",
          min.content(),
          max.content());
    }
    if (take != null && min != null && (Long) take.content() < (Long) min.content()) {
      problems.add(
          later(take, min),
          "take is %d and min is %d; allowed: min <= take",
          take.content(),
          min.content());
    }
    if (take != null && max != null && (Long) take.content() > (Long) max.content()) {
      problems.add(
          later(take, max),
          "take is %d and max is %d; allowed: take <= max",
          take.content(),
          max.content());
    }
  }

  private static Place later(Value a, Value b) {
    return a.key().line() * 10_000L + a.key().column() > b.key().line() * 10_000L + b.key().column()
        ? a.key()
        : b.key();
  }

  private void format(Checked source) {
    Item format = source.item("format");
    if (format == null) {
      return;
    }
    SourceFormat known = formats.get(format.value());
    if (known == null) {
      problems.add(
          format.at(),
          "format: found %s; allowed: %s%s",
          format.value(),
          formats.isEmpty() ? "none, for no format is registered" : listed(formats.keySet()),
          NearestKey.hint(format.value(), new TreeSet<>(formats.keySet())));
      return;
    }
    Item template = source.item("template");
    if (template != null && !template.value().isEmpty()) {
      String problem = known.templateProblem(template.value());
      if (!problem.isEmpty()) {
        problems.add(
            template.at(),
            "template: found %s; %s",
            template.written().replace("\n", "\\n"),
            problem);
      }
    }
    Value given = source.find("options");
    if (given == null) {
      return;
    }
    Set<String> options = known.options();
    for (Map.Entry<String, Item> option : Checked.options(given).entrySet()) {
      if (!options.contains(option.getKey())) {
        problems.add(
            option.getValue().at(),
            "unknown option \"%s\" of format %s%s; allowed: %s",
            option.getKey(),
            format.value(),
            NearestKey.hint(option.getKey(), new TreeSet<>(options)),
            options.isEmpty() ? "none" : listed(options));
      }
    }
  }

  private static String listed(Set<String> words) {
    return String.join(", ", new TreeSet<>(words));
  }

  private void sourceFiles(Checked source) {
    Value given = source.find("files");
    if (given != null) {
      Set<String> seen = new HashSet<>();
      for (Item item : Checked.items(given)) {
        String glob = folder.glob(item.value());
        if (seen.add(glob)) {
          report(item, "files", files.glob(glob), glob);
        } else {
          problems.add(item.at(), "files: %s stands in the list already", item.written());
        }
      }
    }
    folder(source, "root");
    folder(source, "media_root");
    file(source, "media_map");
  }

  private void file(Checked section, String key) {
    Item item = section.item(key);
    if (item != null && !item.value().isEmpty()) {
      String path = folder.path(item.value());
      report(item, key, files.file(path), path);
    }
  }

  private void folder(Checked section, String key) {
    Item item = section.item(key);
    if (item != null && !item.value().isEmpty()) {
      String path = folder.path(item.value());
      report(item, key, files.folder(path), path);
    }
  }

  /** The absolute path helps to see what is wrong, unless a secret is in it. */
  private void report(Item item, String key, @Nullable String problem, String path) {
    if (problem == null) {
      return;
    }
    if (item.secret()) {
      problems.add(item.at(), "%s: %s: %s", key, withoutDetail(problem), item.written());
    } else {
      String absolute = path.equals(item.written()) ? "" : " (" + path + ")";
      problems.add(item.at(), "%s: %s: %s%s", key, problem, item.written(), absolute);
    }
  }

  private static String withoutDetail(String problem) {
    int detail = problem.indexOf(" (");
    return detail < 0 ? problem : problem.substring(0, detail);
  }

  /** Two keys of one section, the first of which may not be larger than the second. */
  private void ordered(Checked section, String low, long lowPreset, String high, long highPreset) {
    long least = section.get(low, Long.class, lowPreset);
    long most = section.get(high, Long.class, highPreset);
    if (least > most) {
      Value lowValue = section.find(low);
      Value highValue = section.find(high);
      Place at =
          lowValue == null ? (highValue == null ? section.at() : highValue.at()) : lowValue.at();
      problems.add(
          at,
          String.format(
              Locale.ROOT,
              "%s is %d and %s is %d; allowed: %s <= %s",
              low,
              least,
              high,
              most,
              low,
              high));
    }
  }
}
