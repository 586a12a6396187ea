package io.github.oryxcuration.runtime.config;

import static io.github.oryxcuration.runtime.config.OryxConfig.VISION_PREFIX;

import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds the tensors that are there against those that must be. */
final class TensorCheck {
  private TensorCheck() {}

  /**
   * Everything that is wrong, in the order of the data.
   *
   * @param others names and types of tensors that weights cannot have
   */
  static List<String> problems(
      TensorSizes sizes, Map<String, StoredTensor> tensors, Map<String, String> others) {
    Map<String, List<Long>> expected = sizes.byName();
    boolean tower = tensors.keySet().stream().anyMatch(name -> name.startsWith(VISION_PREFIX));
    List<String> problems = new ArrayList<>();
    if (!tower) {
      problems.add("missing: the vision tower (no tensor " + VISION_PREFIX + "…)");
      expected.keySet().removeIf(name -> name.startsWith(VISION_PREFIX));
    }
    expected.forEach(
        (name, shape) -> {
          StoredTensor tensor = tensors.get(name);
          if (others.containsKey(name)) {
            problems.add(
                "wrong type: "
                    + name
                    + " is "
                    + others.get(name)
                    + "; allowed are F32, F16 and BF16");
          } else if (tensor == null) {
            problems.add("missing: " + name + " " + shown(shape) + hint(name));
          } else if (!matches(tensor.shape(), shape)) {
            problems.add(
                "wrong shape: " + name + " is " + tensor.shape() + ", but must be " + shown(shape));
          }
        });
    boolean tied = sizes.decoder().tied();
    tensors.forEach(
        (name, tensor) -> {
          if (!expected.containsKey(name) && !IgnoredTensors.contains(name, tied)) {
            problems.add("unknown: " + name + " " + tensor.shape());
          }
        });
    others.forEach(
        (name, type) -> {
          if (!expected.containsKey(name) && !IgnoredTensors.contains(name, tied)) {
            problems.add("unknown: " + name + " of type " + type);
          }
        });
    return problems;
  }

  private static String hint(String name) {
    return name.equals(TensorSizes.HEAD) ? " (config.json: tie_word_embeddings is false)" : "";
  }

  private static boolean matches(List<Long> found, List<Long> expected) {
    if (found.size() != expected.size()) {
      return false;
    }
    for (int i = 0; i < found.size(); i++) {
      boolean free = expected.get(i) == TensorSizes.UNKNOWN && found.get(i) > 0;
      if (!free && !expected.get(i).equals(found.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String shown(List<Long> shape) {
    return shape.stream()
        .map(side -> side == TensorSizes.UNKNOWN ? "any" : side.toString())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
