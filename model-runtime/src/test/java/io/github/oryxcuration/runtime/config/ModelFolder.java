package io.github.oryxcuration.runtime.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.runtime.tiny.NewTensor;
import io.github.oryxcuration.runtime.tiny.SafetensorsWriter;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.Checkpoint;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A small valid model folder, to be spoilt in one place. */
final class ModelFolder {
  private final Path folder;

  private ModelFolder(Path folder) {
    this.folder = folder;
  }

  static ModelFolder write(Path folder, TinySpec spec) throws IOException {
    TinyCheckpoint.write(folder, spec);
    return new ModelFolder(folder);
  }

  Path path() {
    return folder;
  }

  OryxCheckpoint open() {
    return OryxCheckpoint.open(folder);
  }

  ModelFolder config(Consumer<ObjectNode> change) throws IOException {
    return json("config.json", change);
  }

  ModelFolder json(String name, Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = JsonFiles.object(folder.resolve(name));
    change.accept(json);
    Files.writeString(folder.resolve(name), Json.writePretty(json));
    return this;
  }

  /** Writes the main weights anew, of zeros, with other tensors. */
  ModelFolder tensors(Consumer<Map<String, List<Long>>> change) throws IOException {
    Path file = folder.resolve("model.safetensors");
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    Checkpoint.openFile(file).tensors().forEach((name, it) -> shapes.put(name, it.shape()));
    TinySpec spec = TinySpec.tiny();
    change.accept(shapes);
    Files.delete(file);
    List<NewTensor> tensors =
        shapes.entrySet().stream()
            .map(entry -> new NewTensor(entry.getKey(), spec.type(), entry.getValue()))
            .toList();
    SafetensorsWriter.write(file, tensors, (tensor, from, into) -> {});
    return this;
  }
}
