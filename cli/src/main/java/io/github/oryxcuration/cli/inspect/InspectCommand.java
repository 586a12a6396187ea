package io.github.oryxcuration.cli.inspect;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.PictureInfo;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeJson;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.recipe.TrainingStage;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.video.VideoLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what one file is. */
@Command(
    name = "inspect",
    description = {
      "Tells what a file is: a picture, a video, a Parquet file, a recipe or annotations.",
      "",
      "For media, also what the Oryx trainer makes of them; for annotations, which formats read them."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class InspectCommand implements Callable<Integer> {
  private static final long MAX_PIXELS = 1L << 28;
  private static final long MAX_FRAMES = 10_000_000;
  private static final int MAX_SECONDS = 600;
  private static final int HEAD_BYTES = 1 << 16;

  /** Larger pictures are told from their headers alone. */
  private static final long MAX_BYTES = 256L << 20;

  @Parameters(paramLabel = "FILE", description = "The file.")
  private String file;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rows to show (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      defaultValue = "joint",
      description = "The trainer's stage: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private TrainingStage stage;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The source format to read annotations with (default: tries all).")
  private String format;

  @Option(
      names = "--media-root",
      paramLabel = "DIR",
      description = "Where the media of annotations lie (default: beside them).")
  private @Nullable String mediaRoot;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (rows < 0) {
      throw new UsageException("--rows must be at least 0, but was " + rows);
    }
    Facts facts = look(TypedPath.absolute(file));
    PrintWriter screen = spec.commandLine().getOut();
    if (options.json()) {
      screen.print(facts.json());
    } else {
      facts.print(screen);
    }
    screen.flush();
    return ExitCode.DONE;
  }

  private Facts look(String path) throws IOException {
    if (Storage.isFolder(path)) {
      throw new UsageException(path + " is a folder; inspect tells of one file");
    }
    long bytes = Storage.stat(path).bytes();
    byte[] head;
    try (InputStream in = Storage.read(path)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    String name = path.toLowerCase(Locale.ROOT);
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return recipe(path);
    }
    if (new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1).equals("PAR1")) {
      return parquet(path, bytes);
    }
    if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".csv")) {
      return AnnotationFacts.of(path, bytes, format, root(path), rows);
    }
    PictureInfo picture = picture(head);
    TrainerSpec trainer = stage.trainer();
    if (picture != null && bytes <= MAX_BYTES) {
      return PictureFacts.of(Storage.readAll(path), picture, trainer, MAX_PIXELS);
    }
    return VideoFacts.of(path, trainer, new VideoLimits(MAX_PIXELS, MAX_FRAMES, MAX_SECONDS));
  }

  private static @Nullable PictureInfo picture(byte[] head) {
    try {
      return Pictures.inspect(head);
    } catch (CurationException e) {
      return null;
    }
  }

  /** Our own shards tell themselves; other Parquet may be annotations as well. */
  private Facts parquet(String path, long bytes) throws IOException {
    Facts facts = ParquetFacts.of(path, bytes, rows);
    Facts read = AnnotationFacts.of(path, bytes, format, root(path), 1);
    return facts.add("as a source", read);
  }

  private static Facts recipe(String path) {
    Recipe recipe = RecipeReader.create().read(path);
    Map<?, ?> tree = Json.mapper().convertValue(RecipeJson.tree(recipe), Map.class);
    return new Facts()
        .add("kind", "recipe")
        .add("digest", RecipeJson.digest(recipe))
        .add("sources", recipe.sources().size())
        .add("recipe", tree);
  }

  private String root(String path) {
    return mediaRoot == null
        ? path.substring(0, Math.max(0, path.lastIndexOf('/')))
        : TypedPath.absolute(mediaRoot);
  }
}
