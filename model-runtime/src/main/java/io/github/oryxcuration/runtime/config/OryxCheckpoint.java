package io.github.oryxcuration.runtime.config;

import static io.github.oryxcuration.runtime.config.OryxConfig.VISION_PREFIX;

import io.github.oryxcuration.runtime.weights.Checkpoint;
import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model folder whose configuration and tensors agree: what loading starts from.
 *
 * <p>The vision tower may lie in the main checkpoint or in a file beside it. Where it is in both,
 * the file beside it is taken, as the reference does when it answers (oryx/model/builder.py:74);
 * the one in the checkpoint only where {@code config.json} says {@code unfreeze_mm_vision_tower:
 * true}, which makes the reference build the tower before it loads the checkpoint.
 */
public final class OryxCheckpoint {
  private final Path folder;
  private final OryxConfig config;
  private final SortedMap<String, StoredTensor> tensors;
  private final List<String> ignored;
  private final List<Path> files;
  private final VisionTower tower;

  private OryxCheckpoint(
      Path folder,
      OryxConfig config,
      SortedMap<String, StoredTensor> tensors,
      List<String> ignored,
      List<Path> files,
      VisionTower tower) {
    this.folder = folder;
    this.config = config;
    this.tensors = tensors;
    this.ignored = List.copyOf(ignored);
    this.files = List.copyOf(files);
    this.tower = tower;
  }

  /**
   * Opens a model folder. Headers and configuration are read, no weights.
   *
   * @throws ModelException if anything is wrong; names all of it
   */
  public static OryxCheckpoint open(Path folder) {
    Checkpoint main = Checkpoint.open(folder);
    VisionTower tower = VisionTower.find(folder, main);
    SortedMap<String, StoredTensor> tensors = new TreeMap<>(main.tensors());
    SortedMap<String, String> others = new TreeMap<>(main.others());
    List<Path> files = new ArrayList<>(main.files());
    tower
        .beside()
        .ifPresent(
            beside -> {
              tensors.keySet().removeIf(name -> name.startsWith(VISION_PREFIX));
              others.keySet().removeIf(name -> name.startsWith(VISION_PREFIX));
              beside.tensors().forEach((name, it) -> tensors.put(VISION_PREFIX + name, it));
              beside.others().forEach((name, it) -> others.put(VISION_PREFIX + name, it));
              files.addAll(beside.files());
            });
    OryxConfig config = ConfigReader.read(folder, tensors, others);
    List<String> ignored = new ArrayList<>(others.keySet());
    for (String name : tensors.keySet()) {
      if (IgnoredTensors.contains(name, config.decoder().tied())) {
        ignored.add(name);
      }
    }
    tensors.keySet().removeAll(ignored);
    Collections.sort(ignored);
    return new OryxCheckpoint(folder, config, tensors, ignored, files, tower);
  }

  public Path folder() {
    return folder;
  }

  public OryxConfig config() {
    return config;
  }

  /**
   * The tensors of the model, all and no others, by the names of the main checkpoint (the vision
   * tower's below {@link OryxConfig#VISION_PREFIX}, wherever they lie); sorted. A tied model has no
   * head.
   */
  public Map<String, StoredTensor> tensors() {
    return Collections.unmodifiableSortedMap(tensors);
  }

  /** Names of tensors that are there and are not used, such as the tower's pooling; sorted. */
  public List<String> ignored() {
    return ignored;
  }

  /** The files with weights in use, the vision tower's own last. */
  public List<Path> files() {
    return files;
  }

  /** The vision tower's own file; empty where the tower is taken from the main checkpoint. */
  public Optional<Path> visionFile() {
    return tower.beside().map(Checkpoint::source);
  }

  /** Where the vision tower is taken from, and whether there is another one. */
  public String visionSource() {
    return tower.said();
  }
}
