package io.github.oryxcuration.runtime.vision;

import io.github.oryxcuration.runtime.config.VisionConfig;
import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.weights.Placement;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import io.github.oryxcuration.runtime.weights.WeightBinder;
import java.util.List;
import java.util.Map;

/**
 * OryxViT (Oryx, arXiv 2409.12961, section 3.1; {@code oryx_vit.py} of the released code): a vision
 * transformer for pictures of any size. Several pictures are encoded in one packed sequence, in
 * which each attends to itself alone; the result is the same as of each picture by itself, but for
 * rounding. Safe for threads.
 */
public final class VisionEncoder implements AutoCloseable {
  private final VisionConfig config;
  private final ScriptModule module;

  private VisionEncoder(VisionConfig config, ScriptModule module) {
    this.config = config;
    this.module = module;
  }

  /**
   * Binds the tower's weights.
   *
   * @param tensors by name
   * @param prefix what stands before {@code patch_embed} and {@code blocks} in their names
   * @param packed whether weights are kept in oneDNN's order; on the CPU alone
   */
  public static VisionEncoder load(
      VisionConfig config,
      Map<String, StoredTensor> tensors,
      String prefix,
      Placement placement,
      boolean packed) {
    return load(config, tensors, prefix, placement, script(packed && placement.onCpu()));
  }

  /** The text of the tower. */
  static Script script(boolean packed) {
    return Script.of("encoder", VisionEncoder.class, List.of("encoder.py", "varlen.py"))
        .with(WeightBinder.fragments(packed));
  }

  /**
   * Binds the tower's weights.
   *
   * @param script {@link #script}, and maybe more
   */
  static VisionEncoder load(
      VisionConfig config,
      Map<String, StoredTensor> tensors,
      String prefix,
      Placement placement,
      Script script) {
    ScriptModule module = ScriptModule.compile(script);
    try {
      module.run(
          "set_up",
          config.depth(),
          config.heads(),
          config.grid(),
          config.eps(),
          placement.type().code(),
          placement.device());
      try (WeightBinder binder = WeightBinder.of(module, config.depth() + 1)) {
        bind(config, new TensorFinder(tensors, prefix, binder, placement));
      }
      return new VisionEncoder(config, module);
    } catch (RuntimeException | Error e) {
      module.close();
      throw e;
    }
  }

  private static void bind(VisionConfig config, TensorFinder finder) {
    for (int i = 0; i < config.depth(); i++) {
      String block = "blocks." + i + ".";
      finder.norm(i, "norm1", block + "norm1");
      finder.linear(i, "qkv", block + "attn.qkv");
      finder.linear(i, "proj", block + "attn.proj");
      finder.norm(i, "norm2", block + "norm2");
      finder.mlp(i, block + "mlp");
    }
    int top = config.depth();
    finder.plain(top, "positions", "pos_embed");
    finder.matrix(top, "patch", "patch_embed.proj.weight");
    finder.plain(top, "patch_bias", "patch_embed.proj.bias");
  }

  /**
   * Encodes pictures in one packed sequence.
   *
   * @return features [patches of all pictures, width], one picture after the other, on the
   *     encoder's device in its type; the caller closes them
   */
  public Value encode(List<PatchMatrix> pictures) {
    return call("encode", pictures);
  }

  /** Patches and positions alone [patches of all pictures, width]. */
  Value embed(List<PatchMatrix> pictures) {
    return call("embed", pictures);
  }

  ScriptModule module() {
    return module;
  }

  private Value call(String method, List<PatchMatrix> pictures) {
    int size = 0;
    long[] grids = new long[2 * pictures.size()];
    for (int i = 0; i < pictures.size(); i++) {
      size = Math.addExact(size, pictures.get(i).size());
      grids[2 * i] = pictures.get(i).grid().rows();
      grids[2 * i + 1] = pictures.get(i).grid().columns();
    }
    float[] values = new float[size];
    int at = 0;
    for (PatchMatrix picture : pictures) {
      picture.copyTo(values, at);
      at += picture.size();
    }
    long columns = 3L * config.patch() * config.patch();
    try (Value patches = Value.floats(values, size / columns, columns)) {
      return module.call(method, patches, grids);
    }
  }

  @Override
  public void close() {
    module.close();
  }
}
