package io.github.oryxcuration.core.source;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One source of a recipe.
 *
 * @param name unique in the recipe, of letters, digits and {@code . _ -}, no dot first; part of
 *     every sample id
 * @param format a registered {@link SourceFormat}
 * @param files absolute paths or globs of its annotation files
 * @param root the folder that ids name files relative to
 * @param mediaRoot the folder that media paths start from and may not leave, or an empty string
 * @param mediaMap path of a JSON object from ids to media paths, or an empty string
 * @param license stored with every sample, or an empty string
 * @param task overrides the format's task word, or an empty string
 * @param take exactly so many samples, or null
 * @param share of the recipe's total, or null
 * @param epochs how often the source is repeated; parts of an epoch are drawn by rank
 * @param min samples at least, or null
 * @param max samples at most, or null
 * @param template of multiple-choice prompts, or an empty string for the format's own
 * @param multiImageTurn what to do with several placeholders in one turn
 * @param options further settings that the format names and checks
 */
public record SourceSpec(
    String name,
    String format,
    List<String> files,
    String root,
    String mediaRoot,
    String mediaMap,
    String license,
    String task,
    @Nullable Long take,
    @Nullable Double share,
    double epochs,
    @Nullable Long min,
    @Nullable Long max,
    String template,
    MultiImageTurn multiImageTurn,
    Map<String, String> options)
    implements Serializable {

  /** A source's name is part of every sample id. */
  public static final String NAME_PATTERN = "[A-Za-z0-9_-][A-Za-z0-9._-]*";

  public SourceSpec {
    requireNonNull(format, "format");
    requireNonNull(root, "root");
    requireNonNull(mediaRoot, "mediaRoot");
    requireNonNull(mediaMap, "mediaMap");
    requireNonNull(license, "license");
    requireNonNull(task, "task");
    requireNonNull(template, "template");
    requireNonNull(multiImageTurn, "multiImageTurn");
    files = List.copyOf(files);
    options = Map.copyOf(options);
    if (!name.matches(NAME_PATTERN)) {
      throw new IllegalArgumentException("name must match " + NAME_PATTERN + ", but was " + name);
    }
    if (take != null && share != null) {
      throw new IllegalArgumentException("take and share of " + name + " exclude each other");
    }
    if (share != null && !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0, 1], but was " + share);
    }
    if (!(epochs > 0 && Double.isFinite(epochs))) {
      throw new IllegalArgumentException("epochs must be > 0, but was " + epochs);
    }
    if ((take != null && take < 0) || (min != null && min < 0) || (max != null && max < 0)) {
      throw new IllegalArgumentException(
          "take, min and max must be >= 0, but were " + take + ", " + min + ", " + max);
    }
    if (min != null && max != null && min > max) {
      throw new IllegalArgumentException("min must be <= max, but was " + min + " > " + max);
    }
  }

  /** Name and format alone: paths and options may hold secrets. */
  @Override
  public String toString() {
    return "SourceSpec[" + name + ", " + format + "]";
  }

  /** What to do with several placeholders in one human turn, which the trainer would misread. */
  public enum MultiImageTurn {
    /** One human turn per picture, each starting with its placeholder. */
    SPLIT,
    /** The ledger gets the row, as MULTI_IMAGE_TURN. */
    DROP
  }
}
