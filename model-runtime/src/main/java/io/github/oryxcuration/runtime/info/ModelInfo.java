package io.github.oryxcuration.runtime.info;

import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.memory.Part;
import io.github.oryxcuration.runtime.prompt.ModelTokenizer;
import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import io.github.oryxcuration.runtime.weights.WeightDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model folder, for people.
 *
 * @param checkpoint empty where the folder cannot be used; {@code missing} then says why
 * @param parts in the order of the data
 * @param files with weights, and their bytes
 * @param identity SHA-256 of the weights, see {@link WeightDigests}; empty where there are none
 * @param usable whether the folder holds all that answering needs
 * @param missing what stands in the way of answering, and what is merely absent; each with what to
 *     do
 */
public record ModelInfo(
    Path folder,
    Optional<OryxCheckpoint> checkpoint,
    List<PartInfo> parts,
    Map<String, Long> files,
    Optional<String> identity,
    boolean usable,
    List<String> missing) {
  public ModelInfo {
    parts = List.copyOf(parts);
    files = new TreeMap<>(files);
    missing = List.copyOf(missing);
  }

  /** Looks at a folder; whatever is wrong with it becomes part of the answer. */
  public static ModelInfo of(Path folder, WeightDigests digests) {
    List<String> missing = new ArrayList<>(MissingFiles.of(folder));
    boolean tokenizer = MissingFiles.tokenizer(folder).isEmpty();
    try {
      OryxCheckpoint checkpoint = OryxCheckpoint.open(folder);
      Map<String, Long> files = new TreeMap<>();
      for (Path file : checkpoint.files()) {
        files.put(file.toString(), size(file));
      }
      Optional<String> faulty =
          tokenizer
              ? tokenizerFault(folder, checkpoint.config().decoder().vocab())
              : Optional.empty();
      faulty.ifPresent(missing::add);
      return new ModelInfo(
          folder,
          Optional.of(checkpoint),
          parts(checkpoint),
          files,
          Optional.of(digests.of(checkpoint.files())),
          tokenizer && faulty.isEmpty(),
          missing);
    } catch (ModelException e) {
      missing.add(0, e.explanation());
      return new ModelInfo(
          folder, Optional.empty(), List.of(), Map.of(), Optional.empty(), false, missing);
    }
  }

  private static Optional<String> tokenizerFault(Path folder, int rows) {
    try {
      ModelTokenizer.open(folder, rows).close();
      return Optional.empty();
    } catch (ModelException e) {
      return Optional.of(e.explanation());
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<PartInfo> parts(OryxCheckpoint checkpoint) {
    Map<Part, List<StoredTensor>> tensors = new EnumMap<>(Part.class);
    checkpoint
        .tensors()
        .forEach(
            (name, tensor) ->
                tensors.computeIfAbsent(Part.of(name), part -> new ArrayList<>()).add(tensor));
    List<PartInfo> parts = new ArrayList<>();
    tensors.forEach(
        (part, members) -> {
          Map<String, Integer> types = new TreeMap<>();
          members.forEach(tensor -> types.merge(tensor.type().name(), 1, Integer::sum));
          parts.add(
              new PartInfo(
                  part,
                  members.size(),
                  members.stream().mapToLong(StoredTensor::elements).sum(),
                  types,
                  members.stream().mapToLong(StoredTensor::bytes).sum()));
        });
    return parts;
  }

  /** What the files state, if they can be used. */
  public Optional<OryxConfig> config() {
    return checkpoint.map(OryxCheckpoint::config);
  }

  /** Numbers of all parts. */
  public long parameters() {
    return parts.stream().mapToLong(PartInfo::parameters).sum();
  }
}
