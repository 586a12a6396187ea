package io.github.oryxcuration.runtime.weights;

import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts stored tensors into the {@code parts} of a script: a list of dictionaries, one per layer,
 * and whatever more the script wants. A file is mapped once per element type; on the CPU, a tensor
 * that keeps its type and is not packed stays a view of the mapping. What is converted, packed or
 * moved to a device is so tensor by tensor, and only the result stays.
 *
 * <p>A mapped file must not be cut short while it is in use: reading past its end ends the process.
 */
public final class WeightBinder implements AutoCloseable {
  private final ScriptModule module;
  private final Map<String, Long> opened = new HashMap<>();

  private WeightBinder(ScriptModule module) {
    this.module = module;
  }

  /**
   * The fragments that a script with weights is made of: binding, and linear layers.
   *
   * @param packed whether linear layers keep their weights in oneDNN's own order: only where {@link
   *     Placement#canPack}
   */
  public static Script fragments(boolean packed) {
    return Script.of(
        "weights",
        WeightBinder.class,
        List.of("weights.py", packed ? "linear_onednn.py" : "linear_plain.py"));
  }

  /** Starts to bind a module compiled with {@link #fragments}, to so many parts. */
  public static WeightBinder of(ScriptModule module, int parts) {
    module.run("new_parts", parts);
    return new WeightBinder(module);
  }

  /**
   * Binds a tensor.
   *
   * @param part index of the dictionary
   * @param key its name there
   */
  public void bind(int part, String key, StoredTensor tensor, Placement placement) {
    module.run(
        "put",
        part,
        key,
        file(tensor),
        tensor.offset(),
        tensor.sides(),
        placement.type().code(),
        placement.device());
  }

  /** Like {@link #bind}, for the weight [out, in] of a linear layer, which may be packed. */
  public void bindLinear(int part, String key, StoredTensor tensor, Placement placement) {
    bind(part, key, tensor, placement);
    if (placement.onCpu()) {
      module.run("pack", part, key);
    }
  }

  /**
   * May pack two bound layers of which the first feeds the second alone, and widen what lies
   * between them by zeros before.
   *
   * @param first key of its weight [inner, in]; its bias [inner] is the key with {@code _bias}
   * @param second key of its weight [out, inner]
   */
  public void packMlp(int part, String first, String second, Placement placement) {
    if (placement.onCpu()) {
      module.run("pack_mlp", part, first, second);
    }
  }

  /**
   * The mapping of the tensor's file; as bytes where the tensor does not lie on its element size.
   */
  private long file(StoredTensor tensor) {
    boolean aligned = tensor.offset() % tensor.type().bytes() == 0;
    int code = aligned ? tensor.type().code() : 0;
    return opened.computeIfAbsent(
        tensor.file().toAbsolutePath() + "|" + tensor.type().code() + "|" + code,
        key -> open(tensor, aligned));
  }

  private long open(StoredTensor tensor, boolean aligned) {
    Path file = tensor.file().toAbsolutePath();
    try {
      long size = Files.size(file);
      long elements = aligned ? size / tensor.type().bytes() : size;
      try (Value index =
          module.call(
              "open",
              file.toString(),
              elements,
              aligned ? tensor.type().code() : 0,
              tensor.type().code())) {
        return index.toLong();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot map the weights in " + file, e);
    }
  }

  /** Ends the binding: the module lets go of the mappings that no tensor stands on. */
  @Override
  public void close() {
    module.run("close_files");
  }
}
