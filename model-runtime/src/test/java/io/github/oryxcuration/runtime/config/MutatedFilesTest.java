package io.github.oryxcuration.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.oryxcuration.runtime.prompt.ModelTokenizer;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.tiny.TinySpec.Tower;
import io.github.oryxcuration.runtime.weights.BoundWeights;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand damaged copies of each kind of file: every one either opens, and then every element
 * can be read, or is refused by an error of ours that names the model.
 */
@Timeout(300)
class MutatedFilesTest {
  private static final int COPIES = 1_000;

  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({
    "model-00001-of-00002.safetensors, 4000",
    "model.safetensors.index.json, 100000",
    "oryx_vit.pth, 4400",
    "config.json, 100000",
    "generation_config.json, 100000"
  })
  void damagedFilesAreRefusedOrReadInFull(String name, int front) throws IOException {
    Path model = temporary.resolve("model");
    TinyCheckpoint.write(model, TinySpec.tiny().withShards(2).withTower(Tower.BESIDE));
    Path file = model.resolve(name);
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(name.hashCode());
    int refused = 0;
    try (BoundWeights engine = new BoundWeights()) {
      for (int i = 0; i < COPIES; i++) {
        byte[] damaged = Mutation.of(sound, front, random);
        // A new file each time: one that may be mapped still is never cut short.
        Files.delete(file);
        Files.write(file, damaged);
        try {
          readFully(OryxCheckpoint.open(model), file, engine);
        } catch (ModelException e) {
          refused++;
          assertThat(e.explanation()).startsWith(model.toString()).hasSizeLessThan(50_000);
        } catch (RuntimeException | Error e) {
          Path kept = Files.write(Files.createTempFile("mutated", name), damaged);
          fail("copy " + i + " of " + name + ", kept as " + kept, e);
        }
      }
    }
    assertThat(refused).isGreaterThan(COPIES / 10);
  }

  private static void readFully(OryxCheckpoint checkpoint, Path file, BoundWeights engine) {
    for (StoredTensor tensor : checkpoint.tensors().values()) {
      if (tensor.file().equals(file)) {
        assertThat(engine.floats(tensor, ElementType.F32)).hasSize((int) tensor.elements());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenizer.json", "vocab.json", "merges.txt", "tokenizer_config.json"})
  void damagedTokenizersAreRefusedOrTokenise(String name) throws IOException {
    Path model = temporary.resolve("model");
    TinyCheckpoint.write(model, TinySpec.tiny());
    int rows = TinySpec.tiny().decoder().vocab();
    if (!name.equals("tokenizer.json")) {
      Files.delete(model.resolve("tokenizer.json")); // so that it is made of the others
    }
    Path file = model.resolve(name);
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(name.hashCode());
    int refused = 0;
    for (int i = 0; i < COPIES; i++) {
      byte[] damaged = Mutation.of(sound, sound.length, random);
      Files.write(file, damaged);
      try (ModelTokenizer tokenizer = ModelTokenizer.open(model, rows)) {
        assertThat(Arrays.stream(tokenizer.ids("A question?\n")))
            .allMatch(id -> id >= 0 && id < rows);
      } catch (ModelException e) {
        refused++;
        assertThat(e.explanation()).startsWith(model.toString()).hasSizeLessThan(50_000);
      } catch (RuntimeException | Error e) {
        Path kept = Files.write(Files.createTempFile("mutated", name), damaged);
        fail("copy " + i + " of " + name + ", kept as " + kept, e);
      }
    }
    assertThat(refused).isGreaterThan(COPIES / 10);
  }
}
