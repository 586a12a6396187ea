package io.github.oryxcuration.cli.build;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.build.MixturePipeline;
import io.github.oryxcuration.mixture.build.OutputFolderException;
import io.github.oryxcuration.mixture.report.Reports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Builds a set. */
@Command(
    name = "build",
    description = {
      "Builds the training set of a recipe as Parquet shards.",
      "",
      "A build that was interrupted goes on where it stopped when the same command runs again."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BuildCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RECIPE", description = "The recipe, a YAML file.")
  private String recipe;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to build into; new, or one that holds this same build.")
  private String out;

  @Option(
      names = "--replace",
      description = "Delete the set that the folder holds, and build this one.")
  private boolean replace;

  @Mixin private RunnerOptions runner;
  @Unmatched private List<String> rest = new ArrayList<>();
  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter screen = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    runner.further(rest);
    Recipe parsed = RecipeFile.read(recipe);
    options.hide(parsed.secrets());
    return build(parsed, screen, err);
  }

  private int build(Recipe parsed, PrintWriter screen, PrintWriter err) throws IOException {
    Progress progress = Reporting.of(options, err);
    return run(
        parsed, RecipeFile.absolute(out), replace, runner, progress, options.json(), screen, err);
  }

  /**
   * Builds on this machine, as {@code build} does without further options.
   *
   * @return an {@link ExitCode}
   */
  public static int local(
      Path recipe,
      Path folder,
      Progress progress,
      GlobalOptions options,
      PrintWriter screen,
      PrintWriter err)
      throws IOException {
    return run(
        RecipeFile.read(recipe.toString()),
        RecipeFile.absolute(folder.toString()),
        false,
        new RunnerOptions(),
        progress,
        options.json(),
        screen,
        err);
  }

  /**
   * Builds a recipe that a command wrote, as the runner's options say.
   *
   * @param recipe its text
   * @param folder absolute
   * @param replace whether another set in the folder is deleted
   * @return an {@link ExitCode}
   */
  public static int written(
      String recipe,
      String folder,
      boolean replace,
      RunnerOptions runner,
      Progress progress,
      GlobalOptions options,
      PrintWriter screen,
      PrintWriter err)
      throws IOException {
    Recipe parsed = RecipeFile.parse(recipe);
    return run(parsed, folder, replace, runner, progress, options.json(), screen, err);
  }

  private static int run(
      Recipe recipe,
      String folder,
      boolean replace,
      RunnerOptions runner,
      Progress progress,
      boolean json,
      PrintWriter screen,
      PrintWriter err)
      throws IOException {
    Flow flow = runner.flow(progress); // wrong options are told even where nothing is to do
    MixturePipeline pipeline = MixturePipeline.of(recipe, folder);
    Manifest manifest;
    if (!replace && pipeline.isComplete()) {
      progress.message(
          folder
              + " holds this build already, whole; nothing to do (media that changed since are not"
              + " looked at; --replace builds it anew)");
      manifest = Manifest.read(folder);
      if (!Storage.exists(Storage.child(folder, "report.html"))) {
        Reports.write(folder, progress);
      }
    } else {
      try (Interruption interruption = Interruption.watch(folder, err)) {
        pipeline.forecasts().forEach(progress::message);
        manifest = pipeline.build(flow, replace);
        Reports.write(folder, progress);
        interruption.over();
      } catch (OutputFolderException e) {
        throw new UsageException(e.getMessage() == null ? folder : e.getMessage());
      }
    }
    BuildSummary summary = BuildSummary.of(manifest, recipe, folder);
    screen.print(json ? summary.json() : summary.text());
    screen.flush();
    return summary.withinAllowance() ? ExitCode.DONE : ExitCode.FAILURES;
  }
}
