package io.github.oryxcuration.core.recipe;

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
import io.github.oryxcuration.core.source.SourceSpec;
import java.util.List;

/**
 * Every key of a recipe with its type, bounds, default and meaning. This is the one place: the
 * reader checks against it, takes its defaults from it, and the JSON schema is written from it.
 */
final class RecipeKeys {

  /** Required of a source unless its format does without. */
  static final String FILES = "files";

  private static final Kind COUNT = new Whole(1, Long.MAX_VALUE);
  private static final Kind SIDE = new Whole(32, 16384);
  private static final Kind FOLDER = new FilePath("a folder");

  static final List<RecipeKey> MIX =
      List.of(
          optional("by", new Word(Recipe.MixBy.class), "samples", "What shares and total count."),
          optional(
              "temperature",
              new Real(0, false, Double.POSITIVE_INFINITY),
              "1.0",
              "Sources without a share get parts proportional to size^(1/temperature)."));

  static final List<RecipeKey> TRAINER =
      List.of(
          staged(
              "max_tokens",
              new Whole(1, Integer.MAX_VALUE),
              "model_max_length of the trainer; visual and text tokens together."),
          optional(
              "over_budget",
              new Word(TrainerSpec.OverBudget.class),
              "drop",
              "What becomes of a sample of more tokens."),
          staged("image_max_side", SIDE, "MAXRES: pictures keep at most its square in pixels."),
          staged(
              "image_base_side",
              new Whole(0, 16384),
              "HIGHRES_BASE: scales every picture to its square in pixels; 0 keeps the size."),
          staged("frame_min_side", SIDE, "VIDEO_MINRES: frames get at least its square in pixels."),
          staged("frame_max_side", SIDE, "VIDEO_MAXRES: frames keep at most its square in pixels."),
          staged("fps", new Real(0, false, 1000), "Frames taken from a second of video."),
          staged(
              "max_frames",
              new Whole(1, 100_000),
              "frames_upbound: of more frames so many are kept, uniformly."));

  static final List<RecipeKey> MEDIA =
      List.of(
          optional("root", FOLDER, "", "The media_root of sources that have none of their own."),
          optional(
              "check",
              new Word(MediaSpec.Check.class),
              "decode",
              "How much of a picture or video is read before it is planned."),
          // Pillow, with which the trainer opens pictures, warns above this number.
          optional("max_pixels", COUNT, "89478485", "Pixels of one picture or frame at most."),
          optional("max_bytes", new Size(1), "8GB", "Bytes of one picture or video file at most."),
          optional(
              "max_seconds",
              new Whole(1, Integer.MAX_VALUE),
              "600",
              "Seconds of decoding work on one video at most."),
          optional("max_frames", COUNT, "1000000", "Frames of one video file at most."),
          optional(
              "links",
              new Word(MediaSpec.Links.class),
              "within",
              "Whether symbolic links may lead out of the media root."),
          optional(
              "limit_side",
              new Whole(0, 16384),
              "0",
              "Pictures of more pixels than its square are scaled down; 0 passes bytes through."),
          optional(
              "fit",
              new Word(MediaSpec.Fit.class),
              "stretch",
              "What is done to frames before they are stored."),
          optional(
              "corrupt_tail",
              new Word(MediaSpec.CorruptTail.class),
              "quarantine",
              "Whether a video that breaks off gives its good frames."),
          optional(
              "jpeg_quality", new Whole(1, 100), "95", "Of frames and pictures encoded anew."));

  static final List<RecipeKey> SHARDS =
      List.of(
          optional("bytes", new Size(1), "500MB", "Planned bytes of one shard."),
          optional("row_group_bytes", new Size(1), "64MB", "Bytes at which a row group is closed."),
          optional(
              "compression",
              new Word(ShardSpec.Compression.class),
              "zstd",
              "Codec of text columns; media are never compressed."));

  static final List<RecipeKey> SOURCE =
      List.of(
          required(
              "name",
              new Text(
                  "letters, digits, '_', '-' and, not first, '.'", SourceSpec.NAME_PATTERN, true),
              "Unique in the recipe; a part of every sample id."),
          required("format", new FormatName(), "The published layout of the annotation files."),
          optional(
              FILES,
              new FilePaths("a path or glob, or a list of them"),
              "",
              "Annotation files: a path or glob, or a list of them. Only formats that make their"
                  + " rows themselves do without."),
          optional(
              "root",
              FOLDER,
              "",
              "The folder that ids name files relative to; by default the folder that all of files"
                  + " have in common."),
          optional(
              "media_root",
              FOLDER,
              "",
              "The folder that media paths start from and may not leave; by default media.root."),
          optional(
              "media_map",
              new FilePath("a JSON file"),
              "",
              "A JSON object from ids to media paths."),
          optional("license", text(), "", "Stored with every sample."),
          optional("task", text(), "", "Overrides the format's task word."),
          optional("take", COUNT, "", "Exactly so many samples."),
          optional("share", new Real(0, false, 1), "", "Part of total."),
          optional(
              "epochs",
              new Real(0, false, 1_000_000),
              "1.0",
              "How often the source is repeated; parts of an epoch are drawn by rank."),
          optional("min", new Whole(0, Long.MAX_VALUE), "", "Samples at least."),
          optional("max", COUNT, "", "Samples at most."),
          optional(
              "template", text(), "", "Of multiple-choice prompts; by default the format's own."),
          optional(
              "multi_image_turn",
              new Word(SourceSpec.MultiImageTurn.class),
              "split",
              "What to do with several placeholders in one human turn."),
          optional("options", new Options(), "", "Further settings that the format names."));

  static final List<RecipeKey> RECIPE =
      List.of(
          required("name", text(), "Of the set, for its card and report."),
          optional(
              "seed",
              new Whole(Long.MIN_VALUE, Long.MAX_VALUE),
              "0",
              "From which all randomness is drawn."),
          optional(
              "total",
              new Whole(0, Long.MAX_VALUE),
              "0",
              "What the shares divide, in samples or tokens as mix.by says; 0 for the largest that no"
                  + " share exceeds its source in."),
          optional("mix", new Section(MIX), "", "How sources without a count are balanced."),
          optional(
              "allowed_loss",
              new Real(0, true, 1),
              "0.01",
              "Share of read rows that may be lost before a build exits with 1."),
          optional(
              "ledger",
              new Word(Recipe.LedgerMode.class),
              "losses",
              "Whether rows that the mix did not select are listed too."),
          optional(
              "tokenizer",
              new FilePath("a tokenizer.json"),
              "",
              "The model's tokenizer.json; without it text tokens are estimated and marked so."),
          optional(
              "stage",
              new Word(TrainingStage.class),
              "joint",
              "Presets of the trainer section: alignment, image fine-tuning, or joint."),
          optional("trainer", new Section(TRAINER), "", "The trainer that will read the set."),
          optional("media", new Section(MEDIA), "", "How media are checked and stored."),
          optional("shards", new Section(SHARDS), "", "How shards are cut and written."),
          required("sources", new Sections(SOURCE), "What is mixed."));

  private RecipeKeys() {}

  private static Kind text() {
    return new Text("a text", null, true);
  }

  private static RecipeKey required(String name, Kind kind, String meaning) {
    return new RecipeKey(name, kind, true, "", meaning);
  }

  private static RecipeKey optional(String name, Kind kind, String fallback, String meaning) {
    return new RecipeKey(name, kind, false, fallback, meaning);
  }

  /** A key whose default is the preset of the recipe's stage. */
  private static RecipeKey staged(String name, Kind kind, String meaning) {
    return new RecipeKey(name, kind, false, "", meaning + " By default as the stage has it.");
  }
}
