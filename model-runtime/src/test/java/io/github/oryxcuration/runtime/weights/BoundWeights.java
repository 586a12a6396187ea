package io.github.oryxcuration.runtime.weights;

import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import java.util.List;

/** Tensors as the engine sees them once they are bound. */
public final class BoundWeights implements AutoCloseable {
  private static final Script READER =
      new Script(
          "reader",
          List.of(
              """
                def weight(self, part: int, key: str) -> Tensor:
                  return self.parts[part][key].float()
              """));

  private final ScriptModule module =
      ScriptModule.compile(READER.with(WeightBinder.fragments(false)));

  /** All elements of a tensor, converted to a type on the way. */
  public float[] floats(StoredTensor tensor, ElementType type) {
    try (WeightBinder binder = WeightBinder.of(module, 1)) {
      binder.bind(0, "w", tensor, new Placement(type, Placement.CPU));
      try (Value weight = module.call("weight", 0, "w")) {
        return weight.toFloats();
      }
    }
  }

  @Override
  public void close() {
    module.close();
  }
}
