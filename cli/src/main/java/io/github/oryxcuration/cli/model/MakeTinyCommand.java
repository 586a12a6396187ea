package io.github.oryxcuration.cli.model;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.ElementType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a random model. */
@Command(
    name = "make-tiny",
    description = {
      "Writes a random model in the published format, for trials and tests.",
      "",
      "Its answers mean nothing. Of real size it takes the time and memory of a real one."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MakeTinyCommand implements Callable<Integer> {
  /** Which dimensions a part has. */
  enum Size {
    TINY,
    REAL
  }

  @Parameters(paramLabel = "DIR", description = "The folder; made where it is missing.")
  private Path folder;

  @Option(
      names = "--decoder",
      defaultValue = "tiny",
      paramLabel = "SIZE",
      description = "tiny, or real: that of Qwen2-0.5B (default: ${DEFAULT-VALUE}).")
  private Size decoder;

  @Option(
      names = "--vision",
      defaultValue = "tiny",
      paramLabel = "SIZE",
      description = "tiny, or real: OryxViT's 431 million (default: ${DEFAULT-VALUE}).")
  private Size vision;

  @Option(
      names = "--dtype",
      defaultValue = "f32",
      paramLabel = "TYPE",
      description = "What is stored: f32, f16 or bf16 (default: ${DEFAULT-VALUE}).")
  private ElementType dtype;

  @Option(
      names = "--tower",
      defaultValue = "inside",
      paramLabel = "PLACE",
      description =
          "Where the vision tower lies: inside the checkpoint, beside it as oryx_vit.pth, or both"
              + " (default: ${DEFAULT-VALUE}).")
  private TinySpec.Tower tower;

  @Option(
      names = "--shards",
      defaultValue = "1",
      paramLabel = "N",
      description = "Files of the checkpoint (default: ${DEFAULT-VALUE}).")
  private int shards;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Of the weights (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (shards < 1) {
      throw new UsageException("--shards must be at least 1, but was " + shards);
    }
    TinySpec made = decoder == Size.REAL ? TinySpec.qwen05b() : TinySpec.tiny();
    if (vision == Size.REAL) {
      made = made.withVision(TinySpec.realVision());
    }
    try {
      TinyCheckpoint.write(
          folder, made.withType(dtype).withTower(tower).withShards(shards).withSeed(seed));
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(e.getFile() + " is there already; choose a folder without a model");
    }
    PrintWriter screen = spec.commandLine().getOut();
    if (options.json()) {
      screen.print(Json.writePretty(Map.of("folder", folder.toString())));
    } else {
      screen.printf(
          Locale.ROOT,
          "A random model -> %s%nAsk it: oryx-curate model ask --model %s Hi%n",
          folder,
          folder);
    }
    screen.flush();
    return ExitCode.DONE;
  }
}
