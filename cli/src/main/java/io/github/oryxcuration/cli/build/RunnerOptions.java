package io.github.oryxcuration.cli.build;

import io.github.oryxcuration.cli.EnvironmentException;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.flow.BeamFlow;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the stages run: threads of this JVM, or a runner of Beam with its own options. */
public final class RunnerOptions {
  private static final String LOCAL = "local";
  private static final Map<String, String> RUNNERS =
      Map.of(
          "direct", "DirectRunner",
          "flink", "FlinkRunner",
          "spark", "SparkRunner",
          "dataflow", "DataflowRunner");

  @Option(
      names = "--runner",
      paramLabel = "RUNNER",
      defaultValue = LOCAL,
      description =
          "local (threads of this JVM, the default), or a Beam runner: direct, flink, spark,"
              + " dataflow. Options that this command does not know are handed to the runner, e.g."
              + " --flinkMaster=HOST:PORT.")
  private String runner = LOCAL;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Tasks at a time (default: the number of cores; a cluster's own default).")
  private @Nullable Integer given;

  private List<String> rest = List.of();

  /** Options that the command does not know: the runner's own. */
  public void further(List<String> unknown) {
    rest = List.copyOf(unknown);
  }

  /** How the build will run. */
  public Flow flow(Progress progress) {
    if (given != null && given < 1) {
      throw new UsageException("--parallelism must be at least 1, but was " + given);
    }
    int parallelism = given == null ? 0 : given;
    String name = runner.toLowerCase(Locale.ROOT).replaceFirst("(?<=.)runner$", "");
    if (name.equals(LOCAL)) {
      if (!rest.isEmpty()) {
        throw new UsageException(
            "Unknown option or argument: " + String.join(" ", rest) + ". Try --help.");
      }
      return new LocalFlow(
          parallelism > 0 ? parallelism : Runtime.getRuntime().availableProcessors(), progress);
    }
    return new BeamFlow(options(name, parallelism));
  }

  private PipelineOptions options(String name, int parallelism) {
    String beam = RUNNERS.get(name);
    if (beam == null) {
      throw new UsageException(
          "--runner must be local, direct, flink, spark or dataflow, but was " + runner);
    }
    List<String> arguments = new ArrayList<>(rest);
    arguments.add("--runner=" + beam);
    if (name.equals("direct")) {
      int threads = parallelism > 0 ? parallelism : Runtime.getRuntime().availableProcessors();
      arguments.add("--targetParallelism=" + threads);
      // Rows never travel through the runner; copying its few small elements proves nothing.
      arguments.add("--enforceImmutability=false");
      arguments.add("--enforceEncodability=false");
    } else if (parallelism > 0) {
      arguments.add((name.equals("flink") ? "--parallelism=" : "--numWorkers=") + parallelism);
    }
    try {
      PipelineOptions options =
          PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
              .withValidation()
              .create();
      PipelineRunner.fromOptions(options); // checks the runner's own, such as a project
      return options;
    } catch (IllegalArgumentException e) {
      throw new UsageException("The runner does not take these options: " + line(e));
    } catch (RuntimeException e) {
      throw new EnvironmentException("The runner " + name + " cannot be used here: " + line(e));
    }
  }

  private static String line(RuntimeException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.strip();
  }
}
