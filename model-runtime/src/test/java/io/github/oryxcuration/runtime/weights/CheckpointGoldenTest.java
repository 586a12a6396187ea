package io.github.oryxcuration.runtime.weights;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.testing.SharedFiles;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The three layouts of a golden set hold the same numbers, and the engine sees them all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckpointGoldenTest {
  private static final String VISION = "model.vision_tower.vision_tower.";

  private Map<String, StoredTensor> single = Map.of();
  private @Nullable BoundWeights engine;

  @BeforeAll
  void open() {
    single = Checkpoint.open(SharedFiles.golden("checkpoint")).tensors();
    engine = new BoundWeights();
  }

  @AfterAll
  void close() {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void thePickledTowerEqualsTheOneInSafetensorsElementByElement() {
    Map<String, StoredTensor> inside = new TreeMap<>();
    single.forEach(
        (name, tensor) -> {
          if (name.startsWith(VISION)) {
            inside.put(name.substring(VISION.length()), tensor);
          }
        });
    Map<String, StoredTensor> pickled =
        Checkpoint.openFile(SharedFiles.golden("checkpoint/oryx_vit.pth")).tensors();

    assertThat(pickled.keySet()).isEqualTo(inside.keySet());
    pickled.forEach((name, tensor) -> same(name, tensor, inside, tensor.type()));
  }

  @Test
  void theShardsEqualTheSingleFileElementByElementAfterRounding() {
    Map<String, StoredTensor> shards =
        Checkpoint.open(SharedFiles.golden("checkpoint_bf16_sharded")).tensors();

    assertThat(shards.keySet()).isEqualTo(single.keySet());
    assertThat(shards.values()).extracting(StoredTensor::type).containsOnly(ElementType.BF16);
    shards.forEach((name, tensor) -> same(name, tensor, single, ElementType.BF16));
  }

  private void same(
      String name, StoredTensor one, Map<String, StoredTensor> others, ElementType type) {
    StoredTensor other = requireNonNull(others.get(name));
    BoundWeights engine = requireNonNull(this.engine);
    assertThat(one.shape()).as(name).isEqualTo(other.shape());
    float[] elements = engine.floats(one, type);
    assertThat(elements).as(name).hasSize((int) one.elements());
    assertThat(engine.floats(other, type)).as(name).isEqualTo(elements);
  }
}
