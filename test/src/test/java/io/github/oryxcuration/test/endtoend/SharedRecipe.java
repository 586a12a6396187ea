package io.github.oryxcuration.test.endtoend;

import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One recipe over every source of the shared material, and one that the test makes itself. */
public final class SharedRecipe {
  private SharedRecipe() {}

  /**
   * Writes the recipe and what it needs besides into a folder.
   *
   * @param reversed whether the sources are listed the other way round
   * @param head further top-level keys, a line each
   */
  public static Path write(Path folder, boolean reversed, String... head) throws IOException {
    Path data = SharedFiles.shared("data").toAbsolutePath().normalize();
    List<String> sources = new ArrayList<>(sources(data, folder));
    if (reversed) {
      Collections.reverse(sources);
    }
    List<String> lines = new ArrayList<>(List.of("name: every-source", "seed: 11", "stage: joint"));
    lines.add("allowed_loss: 0.3");
    lines.addAll(List.of(head));
    lines.add("sources:");
    lines.addAll(sources);
    Path recipe = folder.resolve(reversed ? "reversed.yaml" : "recipe.yaml");
    return Files.write(recipe, lines);
  }

  private static List<String> sources(Path data, Path folder) throws IOException {
    Path photos = data.resolve("photos");
    Path videos = data.resolve("videos");
    Path annotations = data.resolve("sources");
    Path names = folder.resolve("perception-map.json");
    Files.writeString(names, "{\"video_9001\": \"02_cups.mp4\"}");
    Path films = folder.resolve("film-map.json");
    Files.writeString(films, "{\"tt9000001\": \"tt9000001.mp4\"}");
    Path patches = OryxPatches.write(folder.resolve("oryx"), photos, data);
    List<String> sources = new ArrayList<>();
    sources.add(
        source("llava-558k", "llava", annotations.resolve("llava-558k/*.json"), photos, ""));
    sources.add(source("llava-mix", "llava", annotations.resolve("llava-mix/*.json"), photos, ""));
    sources.add(
        source(
            "llava-next", "llava-next", annotations.resolve("llava-next/*.parquet"), photos, ""));
    sources.add(
        source("cauldron", "cauldron", annotations.resolve("cauldron/**.parquet"), photos, ""));
    sources.add(
        source("cambrian", "cambrian", annotations.resolve("cambrian/*.jsonl"), photos, ""));
    sources.add(source("vcg-plus", "vcg-plus", annotations.resolve("vcg-plus/*.json"), videos, ""));
    sources.add(
        source(
            "sharegpt4video",
            "sharegpt4video",
            annotations.resolve("sharegpt4video/*.jsonl"),
            videos,
            ""));
    sources.add(
        source(
            "llava-hound",
            "llava-hound",
            annotations.resolve("llava-hound/*.jsonl"),
            annotations.resolve("llava-hound/train_300k"),
            ""));
    sources.add(
        source(
            "cinepile",
            "cinepile",
            annotations.resolve("cinepile/*.parquet"),
            data.resolve("movienet/movie"),
            ", media_map: " + films));
    sources.add(
        source(
            "nextqa",
            "nextqa",
            annotations.resolve("nextqa/train.csv"),
            videos,
            ", media_map: " + annotations.resolve("nextqa/map_vid_vidorID.json")));
    sources.add(
        source(
            "perception-test",
            "perception-test",
            annotations.resolve("perception-test/all_train.json"),
            videos,
            ", media_map: " + names));
    sources.add(
        source(
            "scanqa",
            "scanqa",
            data.resolve("scannet/qa/*.json"),
            data.resolve("scannet"),
            ", options: {views: 4, questions: left}"));
    sources.add(source("oryx", "oryx", patches, folder.resolve("oryx"), ""));
    return sources;
  }

  private static String source(
      String name, String format, Path files, Path mediaRoot, String further) {
    return "- {name: "
        + name
        + ", format: "
        + format
        + ", files: \""
        + files
        + "\", media_root: \""
        + mediaRoot
        + "\""
        + further
        + "}";
  }
}
