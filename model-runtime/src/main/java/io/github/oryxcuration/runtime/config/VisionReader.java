package io.github.oryxcuration.runtime.config;

import static io.github.oryxcuration.runtime.config.OryxConfig.VISION_PREFIX;

import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.util.Map;
import java.util.TreeSet;

/**
 * The vision tower's dimensions: from the shapes of its tensors, against which the optional block
 * {@code golden_vit} of {@code config.json} and its {@code mm_hidden_size} are held. A dimension
 * whose tensor is missing or malformed is {@link TensorSizes#UNKNOWN}; the list of tensors says so.
 */
final class VisionReader {
  private static final String BLOCK = "golden_vit";
  private static final String BLOCKS = VISION_PREFIX + "blocks.";

  private final ConfigFile config;
  private final ConfigFile block;
  private final Map<String, StoredTensor> tensors;
  private final int width;
  private final int depth;
  private final int mlp;
  private final int patch;
  private final int grid;
  private final int heads;
  private final double eps;

  VisionReader(ConfigFile config, Map<String, StoredTensor> tensors) {
    this.config = config;
    this.tensors = tensors;
    block = config.inside(BLOCK);
    width = side("pos_embed", 3, 2);
    grid = (int) Math.round(Math.sqrt(side("pos_embed", 3, 1)));
    patch = side("patch_embed.proj.weight", 4, 3);
    mlp = side("blocks.0.mlp.fc1.weight", 2, 0);
    depth = blocks();
    heads = block.count("num_heads", VisionConfig.DEFAULT_HEADS);
    eps = block.positive("layer_norm_eps", VisionConfig.DEFAULT_EPS);
  }

  private int side(String name, int sides, int at) {
    StoredTensor tensor = tensors.get(VISION_PREFIX + name);
    if (tensor == null || tensor.shape().size() != sides) {
      return TensorSizes.UNKNOWN;
    }
    long side = tensor.shape().get(at);
    return side > Integer.MAX_VALUE ? TensorSizes.UNKNOWN : (int) side;
  }

  /** One more than the highest block, so that a block left out is missed. */
  private int blocks() {
    TreeSet<Integer> blocks = new TreeSet<>();
    for (String name : tensors.keySet()) {
      if (name.startsWith(BLOCKS)) {
        int end = name.indexOf('.', BLOCKS.length());
        String number = end < 0 ? "" : name.substring(BLOCKS.length(), end);
        if (number.matches("0|[1-9][0-9]{0,3}")) {
          blocks.add(Integer.parseInt(number));
        }
      }
    }
    return blocks.isEmpty() ? TensorSizes.UNKNOWN : blocks.last() + 1;
  }

  /** Notes contradictions between the files, naming both sides. */
  void check() {
    long positions = side("pos_embed", 3, 1);
    if ((long) grid * grid != positions) {
      config.elsewhere(
          VISION_PREFIX + "pos_embed must hold a square of positions, but holds " + positions);
    }
    same("width", width, "pos_embed");
    same("depth", depth, "the number of blocks");
    same("mlp_hidden", mlp, "blocks.0.mlp.fc1.weight");
    same("pos_grid", grid, "pos_embed");
    same("patch_size", patch, "patch_embed.proj.weight");
    if (patch != TensorSizes.UNKNOWN
        && !block.states("patch_size")
        && patch != VisionConfig.DEFAULT_PATCH) {
      config.elsewhere(
          VISION_PREFIX
              + "patch_embed.proj.weight has patches of "
              + patch
              + " pixels, but they are "
              + VisionConfig.DEFAULT_PATCH
              + " unless config.json says otherwise ("
              + BLOCK
              + ".patch_size)");
    }
    if (width == TensorSizes.UNKNOWN) {
      return;
    }
    if (config.count("mm_hidden_size", width) != width) {
      config.problem(
          "mm_hidden_size is "
              + config.shown("mm_hidden_size")
              + ", but the vision tower's pos_embed has the width "
              + width);
    }
    if (width % heads != 0) {
      config.elsewhere(
          VISION_PREFIX
              + "pos_embed has the width "
              + width
              + ", which must be a multiple of the tower's heads: "
              + heads
              + (block.states("num_heads")
                  ? " (config.json: " + BLOCK + ".num_heads)"
                  : " (the default; config.json can say otherwise: " + BLOCK + ".num_heads)"));
    }
  }

  private void same(String key, int found, String where) {
    if (found != TensorSizes.UNKNOWN && block.count(key, found) != found) {
      block.problem(key + " is " + block.shown(key) + ", but " + where + " says " + found);
    }
  }

  TensorSizes.Vision sizes() {
    return new TensorSizes.Vision(width, depth, mlp, patch, grid);
  }

  VisionConfig get() {
    return new VisionConfig(width, depth, heads, mlp, patch, grid, eps);
  }
}
