package io.github.oryxcuration.runtime.config;

import static io.github.oryxcuration.runtime.config.OryxConfig.VISION_PREFIX;

import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.util.List;
import java.util.Map;

/**
 * The vision tower's dimensions: from the shapes of its tensors, against which the optional block
 * {@code golden_vit} of {@code config.json} and its {@code mm_hidden_size} are held.
 */
final class VisionReader {
  private static final String BLOCK = "golden_vit";
  private static final int WRONG = 0;

  private final ConfigFile config;
  private final ConfigFile block;
  private final Map<String, StoredTensor> tensors;
  private final List<String> problems;
  private final int width;
  private final int depth;
  private final int mlp;
  private final int patch;
  private final int grid;
  private final int heads;
  private final double eps;

  VisionReader(ConfigFile config, Map<String, StoredTensor> tensors, List<String> problems) {
    this.config = config;
    this.tensors = tensors;
    this.problems = problems;
    block = config.inside(BLOCK);
    width = side("pos_embed", 3, 2);
    grid = (int) Math.round(Math.sqrt(side("pos_embed", 3, 1)));
    patch = side("patch_embed.proj.weight", 4, 3);
    mlp = side("blocks.0.mlp.fc1.weight", 2, 0);
    depth = depth();
    heads = block.count("num_heads", VisionConfig.DEFAULT_HEADS);
    eps = block.positive("layer_norm_eps", VisionConfig.DEFAULT_EPS);
  }

  private int depth() {
    int blocks = 0;
    while (tensors.containsKey(VISION_PREFIX + "blocks." + blocks + ".norm1.weight")) {
      blocks++;
    }
    return blocks;
  }

  private int side(String name, int sides, int at) {
    StoredTensor tensor = tensors.get(VISION_PREFIX + name);
    if (tensor == null) {
      problems.add("the vision tower's tensor " + name + " is missing");
      return WRONG;
    }
    if (tensor.shape().size() != sides
        || tensor.shape().get(at) < 1
        || tensor.shape().get(at) > Integer.MAX_VALUE) {
      problems.add(
          "the vision tower's tensor "
              + name
              + " must have "
              + sides
              + " sides, but has the shape "
              + tensor.shape());
      return WRONG;
    }
    return Math.toIntExact(tensor.shape().get(at));
  }

  void check() {
    if (width == WRONG || patch == WRONG || mlp == WRONG || grid == WRONG) {
      return;
    }
    long positions = side("pos_embed", 3, 1);
    if ((long) grid * grid != positions) {
      problems.add(
          "the vision tower's pos_embed must hold a square of positions, but holds " + positions);
    }
    if (depth == 0) {
      problems.add("the vision tower has no blocks: blocks.0.norm1.weight is missing");
    }
    same("width", width, "pos_embed");
    same("depth", depth, "the number of blocks");
    same("mlp_hidden", mlp, "blocks.0.mlp.fc1.weight");
    same("pos_grid", grid, "pos_embed");
    same("patch_size", patch, "patch_embed.proj.weight");
    if (!block.states("patch_size") && patch != VisionConfig.DEFAULT_PATCH) {
      problems.add(
          "patches of the vision tower are "
              + VisionConfig.DEFAULT_PATCH
              + " pixels wide unless config.json says otherwise ("
              + BLOCK
              + ".patch_size), but patch_embed.proj.weight has "
              + patch);
    }
    if (config.count("mm_hidden_size", width) != width) {
      config.problem(
          "mm_hidden_size is "
              + config.shown("mm_hidden_size")
              + ", but the vision tower's pos_embed has the width "
              + width);
    }
    if (width % heads != 0) {
      problems.add(
          "the vision tower's width ("
              + width
              + ") must be a multiple of its heads ("
              + heads
              + (block.states("num_heads")
                  ? ", from " + BLOCK + ".num_heads)"
                  : ", the default; config.json can say otherwise: " + BLOCK + ".num_heads)"));
    }
  }

  private void same(String key, int found, String where) {
    if (block.count(key, found) != found) {
      block.problem(key + " is " + block.shown(key) + ", but " + where + " says " + found);
    }
  }

  VisionConfig get() {
    return new VisionConfig(width, depth, heads, mlp, patch, grid, eps);
  }
}
