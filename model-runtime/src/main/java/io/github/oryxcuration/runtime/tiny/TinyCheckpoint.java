package io.github.oryxcuration.runtime.tiny;

import static io.github.oryxcuration.runtime.config.OryxConfig.VISION_PREFIX;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.runtime.tiny.TinySpec.Tower;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes random checkpoints, piece by piece: of real size, they need no more memory than tiny. */
public final class TinyCheckpoint {
  static final String VISION_FILE = "oryx_vit.pth";

  private TinyCheckpoint() {}

  /**
   * Writes a model folder as published: weights, configuration and tokenizer.
   *
   * @param folder made where it is missing
   * @throws FileAlreadyExistsException if the folder holds such a file already
   */
  public static void write(Path folder, TinySpec spec) throws IOException {
    Files.createDirectories(folder);
    for (String name : List.of("config.json", "tokenizer.json", VISION_FILE)) {
      if (Files.exists(folder.resolve(name))) {
        throw new FileAlreadyExistsException(folder.resolve(name).toString());
      }
    }
    NewTensor.Values values = new TinyValues(spec);
    List<NewTensor> main = new ArrayList<>();
    List<NewTensor> tower = new ArrayList<>();
    spec.config()
        .tensors()
        .forEach(
            (name, shape) -> {
              boolean vision = name.startsWith(VISION_PREFIX);
              if (vision && spec.tower() != Tower.INSIDE) {
                String bare = name.substring(VISION_PREFIX.length());
                tower.add(new NewTensor(bare, spec.type(), shape));
              }
              if (!vision || spec.tower() != Tower.BESIDE) {
                main.add(new NewTensor(name, spec.type(), shape));
              }
            });
    writeMain(folder, main, spec.shards(), values);
    if (!tower.isEmpty()) {
      TorchWriter.write(
          folder.resolve(VISION_FILE),
          tower,
          (tensor, from, into) ->
              values.fill(
                  new NewTensor(VISION_PREFIX + tensor.name(), tensor.type(), tensor.shape()),
                  from,
                  into));
    }
    TinyTokenizer.write(folder, spec.decoder().vocab(), spec.config().maxLength());
    text(folder, "generation_config.json", Json.writePretty(TinyConfig.generation(spec)));
    text(folder, "config.json", Json.writePretty(TinyConfig.model(spec)));
  }

  private static void writeMain(
      Path folder, List<NewTensor> tensors, int shards, NewTensor.Values values)
      throws IOException {
    if (shards == 1) {
      SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors, values);
      return;
    }
    long total = tensors.stream().mapToLong(NewTensor::bytes).sum();
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    index.putObject("metadata").put("total_size", total);
    ObjectNode places = index.putObject("weight_map");
    for (int shard = 0; shard < shards; shard++) {
      String name = "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards);
      int start = (int) ((long) shard * tensors.size() / shards);
      int end = (int) ((shard + 1L) * tensors.size() / shards);
      List<NewTensor> part = tensors.subList(start, end);
      part.forEach(tensor -> places.put(tensor.name(), name));
      SafetensorsWriter.write(folder.resolve(name), part, values);
    }
    text(folder, "model.safetensors.index.json", Json.writePretty(index));
  }

  private static void text(Path folder, String name, String content) throws IOException {
    Files.write(folder.resolve(name), content.getBytes(UTF_8));
  }
}
