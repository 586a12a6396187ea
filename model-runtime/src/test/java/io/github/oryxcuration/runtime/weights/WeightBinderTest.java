package io.github.oryxcuration.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.TorchEngine;
import io.github.oryxcuration.runtime.script.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightBinderTest {
  private static final Script READER =
      new Script(
          "reader",
          List.of(
              """
                def weight(self, part: int, key: str) -> Tensor:
                  return self.parts[part][key].float()
                def apply(self, x: Tensor, part: int, key: str) -> Tensor:
                  w = self.parts[part][key]
                  return self.lin(x.to(w.dtype), w, None).float()
              """));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 1, 3})
  void bindsFloatsWhereverTheyLie(int offset) throws IOException {
    StoredTensor tensor = stored(offset, ElementType.F32);
    assertThat(weight(tensor, ElementType.F32)).containsExactly(1, -2, 3, 0.5f, 5, 6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5})
  void bindsBfloatsAsTheyAreAndAsFloats(int offset) throws IOException {
    StoredTensor tensor = stored(offset, ElementType.BF16);
    assertThat(weight(tensor, ElementType.BF16)).containsExactly(1, -2, 3, 0.5f, 5, 6);
    assertThat(weight(tensor, ElementType.F32)).containsExactly(1, -2, 3, 0.5f, 5, 6);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void linearLayersGiveTheSamePackedOrNot(boolean packed) throws IOException {
    if (packed) {
      assumeThat(TorchEngine.get().hasOneDnn()).as("oneDNN").isTrue();
    }
    StoredTensor tensor = stored(8, ElementType.F32);
    try (ScriptModule module = ScriptModule.compile(READER.with(WeightBinder.fragments(packed)))) {
      try (WeightBinder binder = WeightBinder.of(module, 2)) {
        binder.bindLinear(1, "w", tensor, new Placement(ElementType.F32, Placement.CPU));
      }
      try (Value x = Value.floats(new float[] {1, 10, 100}, 1, 3);
          Value y = module.call("apply", x, 1, "w")) {
        assertThat(y.toFloats()).containsExactly(281, 650.5f);
      }
    }
  }

  private static float[] weight(StoredTensor tensor, ElementType type) {
    try (ScriptModule module = ScriptModule.compile(READER.with(WeightBinder.fragments(false)))) {
      try (WeightBinder binder = WeightBinder.of(module, 1)) {
        binder.bind(0, "w", tensor, new Placement(type, Placement.CPU));
      }
      try (Value weight = module.call("weight", 0, "w")) {
        return weight.toFloats();
      }
    }
  }

  private StoredTensor stored(int offset, ElementType type) throws IOException {
    float[] values = {1, -2, 3, 0.5f, 5, 6};
    ByteBuffer bytes =
        ByteBuffer.allocate(offset + values.length * type.bytes() + 1)
            .order(ByteOrder.LITTLE_ENDIAN)
            .position(offset);
    for (float value : values) {
      if (type == ElementType.F32) {
        bytes.putFloat(value);
      } else {
        bytes.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
      }
    }
    Path file = folder.resolve(type + "-" + offset);
    Files.write(file, bytes.array());
    return new StoredTensor("w", type, List.of(2L, 3L), file, offset);
  }
}
