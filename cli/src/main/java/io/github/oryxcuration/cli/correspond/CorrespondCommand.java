package io.github.oryxcuration.cli.correspond;

import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.build.BuildCommand;
import io.github.oryxcuration.cli.build.RunnerOptions;
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

/** Builds a set of multi-view samples; the same as a recipe with one source. */
@Command(
    name = "correspond",
    description = {
      "Builds multi-view samples from ScanNet and ScanQA, or from plain videos and frames, with the"
          + " same number on the same object in every view.",
      "",
      "The same as build with a recipe of one source of format scanqa."
    },
    mixinStandardHelpOptions = true,
    subcommands = {EvaluateCommand.class, EvaluateTrackerCommand.class},
    sortOptions = false)
public final class CorrespondCommand implements Callable<Integer> {
  @Option(names = "--scannet", paramLabel = "ROOT", description = "The folder that holds scans/.")
  private @Nullable String scannet;

  @Option(
      names = "--scanqa",
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "ScanQA's JSON files, of train (or of val, with --set split=val).",
        "With --frames: questions in the same form, whose scene_id names a video or folder. Without"
            + " any, the marks alone are asked about."
      })
  private List<String> scanqa = new ArrayList<>();

  @Option(
      names = "--frames",
      paramLabel = "DIR",
      description =
          "Instead of --scannet: a folder of frames, a video, a scan's folder, or a folder of such.")
  private @Nullable String frames;

  @Option(
      names = "--tracker",
      paramLabel = "WORD",
      defaultValue = "auto",
      description = {
        "geometric: annotated objects, pose and depth; region: pictures alone.",
        "Default: geometric for scans, region for frames and videos."
      })
  private String tracker;

  @Option(names = "--out", paramLabel = "DIR", description = "The folder to build into.")
  private @Nullable String out;

  @Option(
      names = "--views",
      paramLabel = "N",
      defaultValue = "8",
      description = "Views of a scene at most (default: ${DEFAULT-VALUE}).")
  private int views;

  @Option(
      names = "--marks",
      paramLabel = "N",
      defaultValue = "8",
      description = "Marked objects of a scene at most (default: ${DEFAULT-VALUE}).")
  private int marks;

  @Option(
      names = "--placement",
      paramLabel = "WORD",
      defaultValue = "robust",
      description = "Where marks stand: robust, or paper (default: ${DEFAULT-VALUE}).")
  private String placement;

  @Option(
      names = "--set",
      paramLabel = "OPTION=VALUE",
      description = "Any further option of the source, e.g. --set stamp=both.")
  private Map<String, String> further = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "The seed of the recipe (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--replace", description = "Delete the set that the folder holds first.")
  private boolean replace;

  @Mixin private RunnerOptions runner;
  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String root = scannet == null ? frames : scannet;
    boolean asked = frames != null || !scanqa.isEmpty();
    if (root == null || (scannet != null && frames != null) || !asked || out == null) {
      throw new UsageException(
          "correspond needs --scannet ROOT with --scanqa FILE, or --frames DIR; and --out DIR.");
    }
    var err = spec.commandLine().getErr();
    return BuildCommand.written(
        recipe(root),
        TypedPath.absolute(out),
        replace,
        runner,
        Reporting.of(options, err),
        options,
        spec.commandLine().getOut(),
        err);
  }

  /** JSON is YAML. */
  private String recipe(String root) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("views", String.valueOf(views));
    settings.put("marks", String.valueOf(marks));
    settings.put("tracker", tracker);
    settings.put("placement", placement);
    settings.put("seed", String.valueOf(seed));
    settings.putAll(further);
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("name", "scanqa");
    source.put("format", "scanqa");
    if (!scanqa.isEmpty()) {
      source.put("files", scanqa.stream().map(TypedPath::absolute).toList());
    }
    source.put("media_root", TypedPath.absolute(root));
    source.put("options", settings);
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("name", "coarse-correspondences");
    recipe.put("seed", seed);
    recipe.put("sources", List.of(source));
    return Json.writePretty(recipe);
  }
}
