package io.github.oryxcuration.runtime.vision;

import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.Placement;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import io.github.oryxcuration.runtime.weights.WeightBinder;
import java.util.List;
import java.util.Map;

/** Binds tensors of a checkpoint, named below a prefix, to the parts of a script. */
record TensorFinder(
    Map<String, StoredTensor> tensors, String prefix, WeightBinder binder, Placement placement) {

  /** A layer with {@code .weight} and {@code .bias}, which may be packed. */
  void linear(int part, String key, String name) {
    binder.bindLinear(part, key, tensor(name + ".weight"), placement);
    plain(part, key + "_bias", name + ".bias");
  }

  /** The layers {@code fc1} and {@code fc2}, of which the first feeds the second alone. */
  void mlp(int part, String name) {
    for (String layer : List.of("fc1", "fc2")) {
      plain(part, layer, name + "." + layer + ".weight");
      plain(part, layer + "_bias", name + "." + layer + ".bias");
    }
    binder.packMlp(part, "fc1", "fc2", placement);
  }

  /** A norm with {@code .weight} and {@code .bias}; in 32 bits. */
  void norm(int part, String key, String name) {
    Placement floats = new Placement(ElementType.F32, placement.device());
    binder.bind(part, key, tensor(name + ".weight"), floats);
    binder.bind(part, key + "_bias", tensor(name + ".bias"), floats);
  }

  void plain(int part, String key, String name) {
    binder.bind(part, key, tensor(name), placement);
  }

  /** A tensor seen as a matrix: its first dimension, and all others as one. */
  void matrix(int part, String key, String name) {
    StoredTensor found = tensor(name);
    long rows = found.shape().get(0);
    binder.bindLinear(
        part,
        key,
        new StoredTensor(
            found.name(),
            found.type(),
            List.of(rows, found.elements() / rows),
            found.file(),
            found.offset()),
        placement);
  }

  private StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(prefix + name);
    if (tensor == null) {
      throw new IllegalArgumentException("The checkpoint has no tensor " + prefix + name);
    }
    return tensor;
  }
}
