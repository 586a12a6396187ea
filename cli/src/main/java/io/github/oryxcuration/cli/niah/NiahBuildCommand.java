package io.github.oryxcuration.cli.niah;

import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.build.BuildCommand;
import io.github.oryxcuration.cli.build.RunnerOptions;
import io.github.oryxcuration.cli.needles.FilmOptions;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds a grid of needle tests: a recipe of one source, written for the user. */
@Command(
    name = "build",
    description = {
      "Insert pictures with questions as single frames into films, at every depth and length.",
      "",
      "The same as building a recipe whose source has format: niah."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class NiahBuildCommand implements Callable<Integer> {
  /** The trainer draws its bound up to four times this. */
  private static final int LONG_FACTOR = 4;

  private static final int MOST_FRAMES = 1_000_000;

  @Mixin private FilmOptions films;

  @Option(
      names = "--questions",
      required = true,
      paramLabel = "FILE",
      description =
          "JSON or JSONL of {image, question, answer[, options]}, or of LLaVA's conversations.")
  private String questions;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Where their pictures lie (default: beside the file).")
  private @Nullable String pictures;

  @Option(
      names = "--frames",
      split = ",",
      defaultValue = "100,200,400,800,1600",
      description = "Lengths (default: ${DEFAULT-VALUE}).")
  private List<Integer> frames = new ArrayList<>();

  @Option(
      names = "--depths",
      split = ",",
      defaultValue = "0,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,1",
      description = "Depths of the needle (default: ${DEFAULT-VALUE}).")
  private List<Double> depths = new ArrayList<>();

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "1",
      description = "Questions of each cell (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides which films and questions (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to build into; new, or one that holds this same build.")
  private String out;

  @Option(names = "--replace", description = "Delete the set that the folder holds first.")
  private boolean replace;

  @Mixin private RunnerOptions runner;
  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    return BuildCommand.written(
        recipe(),
        TypedPath.absolute(out),
        replace,
        runner,
        Reporting.of(options, spec.commandLine().getErr()),
        options,
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
  }

  /** The recipe in JSON, which is YAML too. */
  private String recipe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("questions", TypedPath.absolute(questions));
    if (pictures != null) {
      settings.put("pictures", TypedPath.absolute(pictures));
    }
    settings.put("frames", joined(frames));
    settings.put("depths", joined(depths));
    settings.put("repeats", String.valueOf(repeats));
    settings.put("seed", String.valueOf(seed));
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("name", "niah");
    source.put("format", "niah");
    films.putInto(source);
    source.put("options", settings);
    int longest = frames.stream().mapToInt(Integer::intValue).max().orElse(1);
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("name", "niah");
    recipe.put("seed", seed);
    recipe.put(
        "media", Map.of("fit", "pad", "links", "follow", "max_seconds", FilmOptions.MAX_SECONDS));
    recipe.put(
        "trainer",
        Map.of(
            "over_budget",
            "keep",
            "max_frames",
            Math.max(1, (Math.min(longest, MOST_FRAMES) + LONG_FACTOR - 1) / LONG_FACTOR)));
    recipe.put("sources", List.of(source));
    return Json.writePretty(recipe);
  }

  private static String joined(List<? extends Number> values) {
    return String.join(", ", values.stream().map(String::valueOf).toList());
  }
}
