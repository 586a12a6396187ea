package io.github.oryxcuration.runtime.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tensors of published weight files: where each lies, by name. Only headers are read; the data
 * is mapped when it is bound.
 */
public final class Checkpoint {
  /** What a folder may hold, in the order of preference; as Hugging Face names and prefers them. */
  private static final List<String> NAMES =
      List.of(
          "model.safetensors",
          "model.safetensors.index.json",
          "pytorch_model.bin",
          "pytorch_model.bin.index.json");

  private final Path source;
  private final List<Path> files;
  private final SortedMap<String, StoredTensor> tensors = new TreeMap<>();
  private final SortedMap<String, String> others = new TreeMap<>();

  private Checkpoint(Path source, List<Path> files, List<Found> found) {
    this.source = source;
    this.files = List.copyOf(files);
    for (Found tensor : found) {
      if (tensor.computable()) {
        tensors.put(tensor.name(), tensor.stored());
      } else {
        others.put(tensor.name(), tensor.type());
      }
    }
  }

  /**
   * Opens the main weights of a model folder: {@code model.safetensors}, or the shards that {@code
   * model.safetensors.index.json} lists, or else {@code pytorch_model.bin} likewise.
   *
   * @throws ModelException if there are none, if they are damaged, or if index and shards disagree
   */
  public static Checkpoint open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ModelException(
          folder + (Files.exists(folder) ? ": is no folder" : ": there is no such folder"));
    }
    for (int i = 0; i < NAMES.size(); i += 2) {
      Path single = folder.resolve(NAMES.get(i));
      Path index = folder.resolve(NAMES.get(i + 1));
      if (Files.exists(single) && Files.exists(index)) {
        throw new ModelException(
            folder
                + ": holds both "
                + NAMES.get(i)
                + " and "
                + NAMES.get(i + 1)
                + "; which of them is the model? Move one away");
      }
      if (Files.exists(single)) {
        return openFile(single);
      }
      if (Files.exists(index)) {
        ShardIndex shards = ShardIndex.read(index);
        return new Checkpoint(folder, shards.files(), shards.tensors());
      }
    }
    throw new ModelException(folder + ": holds no weights; looked for " + String.join(", ", NAMES));
  }

  /**
   * Opens one file, whatever its name: safetensors or a PyTorch zip.
   *
   * @throws ModelException if it is neither, or is damaged
   */
  public static Checkpoint openFile(Path file) {
    return new Checkpoint(file, List.of(file), WeightFile.read(file));
  }

  /** The folder or file that was opened. */
  public Path source() {
    return source;
  }

  /** The files with weights, in the order of their names. */
  public List<Path> files() {
    return files;
  }

  /** The tensors of types that weights may have, by name; sorted. */
  public Map<String, StoredTensor> tensors() {
    return Collections.unmodifiableSortedMap(tensors);
  }

  /** Names and types (as safetensors spells them) of the tensors of other types; sorted. */
  public Map<String, String> others() {
    return Collections.unmodifiableSortedMap(others);
  }

  /** Names of all tensors of any type; sorted. */
  public List<String> names() {
    List<String> names = new ArrayList<>(tensors.keySet());
    names.addAll(others.keySet());
    Collections.sort(names);
    return names;
  }
}
