package io.github.oryxcuration.cli.build;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.build.MixturePipeline;
import io.github.oryxcuration.mixture.build.OutputFolderException;
import io.github.oryxcuration.mixture.build.PlanSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Tells what a build would write. */
@Command(
    name = "plan",
    description = {
      "Tells what a build of the recipe would write: rows, bytes, tokens, shards, epochs and losses.",
      "",
      "Annotations are read and media are probed; no media byte is copied and no shard is written."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class PlanCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(PlanCommand.class);

  @Parameters(paramLabel = "RECIPE", description = "The recipe, a YAML file.")
  private String recipe;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Where to keep the plan (default: a temporary folder that is deleted).")
  private String work;

  @Mixin private RunnerOptions runner;
  @Unmatched private List<String> rest = new ArrayList<>();
  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    runner.further(rest);
    Recipe parsed = RecipeFile.read(recipe);
    options.hide(parsed.secrets());
    boolean temporary = work == null;
    String folder =
        temporary
            ? Files.createTempDirectory("oryx-curate-plan").toString()
            : RecipeFile.absolute(work);
    Thread cleanup = new Thread(() -> discard(folder));
    if (temporary) {
      Runtime.getRuntime().addShutdownHook(cleanup); // Ctrl-C runs no finally
    }
    PlanSummary summary;
    try {
      summary =
          MixturePipeline.of(parsed, folder)
              .plan(runner.flow(Reporting.of(options, spec.commandLine().getErr())));
    } catch (OutputFolderException e) {
      throw new UsageException(e.getMessage() == null ? folder : e.getMessage());
    } finally {
      if (temporary) {
        discard(folder);
      }
    }
    PrintWriter screen = spec.commandLine().getOut();
    screen.print(options.json() ? Json.write(summary) + System.lineSeparator() : text(summary));
    screen.flush();
    return ExitCode.DONE;
  }

  /** While tasks still write there, files may appear behind the deletion: so more than once. */
  private static void discard(String folder) {
    for (int attempt = 0; attempt < 5; attempt++) {
      try {
        Storage.deleteFolder(folder);
        return;
      } catch (IOException e) {
        log.debug("{} is deleted again: {}", folder, e.toString());
      }
    }
  }

  private static String text(PlanSummary plan) {
    int width = plan.sources().stream().mapToInt(s -> s.source().length()).max().orElse(6);
    width = Math.max(width, "source".length());
    String row = "%-" + width + "s %10s %10s %12s %12s %8s %8s  %s%n";
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, row, "source", "read", "usable", "asked", "got", "epochs", "lost", "why"));
    for (PlanSummary.SourcePlan source : plan.sources()) {
      text.append(
          String.format(
              Locale.ROOT,
              row,
              source.source(),
              source.read(),
              source.usable(),
              source.asked(),
              source.granted(),
              String.format(Locale.ROOT, "%.3f", source.epochs()),
              source.lost().values().stream().mapToLong(Long::longValue).sum(),
              source.lost().entrySet().stream()
                  .map(e -> e.getKey() + " " + e.getValue())
                  .collect(Collectors.joining(", "))));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%n%s (asked and got count %s), %d tokens, about %.1f MB in %s%n",
            BuildSummary.counted(plan.rows(), "sample"),
            plan.unit(),
            plan.tokens(),
            plan.bytes() / 1e6,
            BuildSummary.counted(plan.shards(), "shard")));
    return text.toString();
  }
}
