package io.github.oryxcuration.cli.needles;

import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.build.BuildCommand;
import io.github.oryxcuration.cli.build.RunnerOptions;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.json.Json;
import java.io.IOException;
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

/** Builds a set of needles alone: a recipe of one source, written for the user. */
@Command(
    name = "needles",
    description = {
      "Make needle samples: questions about single frames of long films.",
      "",
      "The same as building a recipe whose source has format: needles; that recipe can mix them"
          + " with other sources. An interrupted run goes on where it stopped."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class NeedlesCommand implements Callable<Integer> {
  /** Needles that fail are replaced by others; only where many do is something wrong. */
  private static final double ALLOWED_LOSS = 0.5;

  @Mixin private FilmOptions films;

  @Option(
      names = "--captioner",
      defaultValue = "annotation",
      description =
          "annotation (what MovieNet and the pixels say), http (a server), or oryx (a model on this"
              + " machine); default: ${DEFAULT-VALUE}.")
  private String captioner;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      description = "The model that a server is asked for; for oryx the folder of its files.")
  private @Nullable String model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to build into; new, or one that holds this same build.")
  private String out;

  @Option(
      names = "--per-film",
      paramLabel = "N",
      defaultValue = "20",
      description = "Needles of one film at most (default: ${DEFAULT-VALUE}).")
  private int perFilm;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides every draw (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--fit",
      defaultValue = "pad",
      description =
          "How frames are stored: pad keeps their proportions on the trainer's grid, stretch or"
              + " keep leave key frames as they are (default: ${DEFAULT-VALUE}).")
  private String fit;

  @Option(
      names = "--set",
      paramLabel = "OPTION=VALUE",
      description = "Any further option of the source, e.g. --set depths=5 --set cap=20.00.")
  private Map<String, String> further = new LinkedHashMap<>();

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
  String recipe() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("captioner", captioner);
    settings.put("per_film", String.valueOf(perFilm));
    if (model != null) {
      settings.put("model", captioner.equals("oryx") ? TypedPath.absolute(model) : model);
    }
    settings.putAll(further);
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("name", "needles");
    source.put("format", "needles");
    films.putInto(source);
    source.put("options", settings);
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("name", "needles");
    recipe.put("seed", seed);
    recipe.put("allowed_loss", ALLOWED_LOSS);
    Map<String, Object> media = new LinkedHashMap<>();
    media.put("fit", fit);
    media.put("max_seconds", FilmOptions.MAX_SECONDS);
    if (films.areFiles()) {
      media.put("links", "follow"); // files that the user names one by one may lie anywhere
    }
    recipe.put("media", media);
    recipe.put("sources", List.of(source));
    return Json.writePretty(recipe);
  }
}
