package io.github.oryxcuration.runtime.config;

import static io.github.oryxcuration.runtime.config.OryxConfig.VISION_PREFIX;

import io.github.oryxcuration.runtime.weights.Checkpoint;
import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of a folder's vision towers is taken.
 *
 * @param beside the file beside the main checkpoint, if it is that one
 * @param said that choice in words
 */
record VisionTower(Optional<Checkpoint> beside, String said) {
  private static final String FILE = "oryx_vit.pth";
  private static final String KIND = "oryx_vit:";

  static VisionTower find(Path folder, Checkpoint main) {
    ConfigFile config = ConfigFile.read(folder.resolve("config.json"), new ArrayList<>());
    boolean inside = main.names().stream().anyMatch(name -> name.startsWith(VISION_PREFIX));
    Optional<Path> file = file(folder, config.text("mm_vision_tower"));
    if (file.isEmpty()) {
      if (!inside) {
        throw new ModelException(
            folder
                + ": has no vision tower: no tensor "
                + VISION_PREFIX
                + "… in the checkpoint, no file "
                + FILE
                + " in the folder, and none where config.json's mm_vision_tower points ("
                + config.shown("mm_vision_tower")
                + "); put "
                + FILE
                + " into the folder");
      }
      return new VisionTower(Optional.empty(), "in the checkpoint");
    }
    Checkpoint beside = Checkpoint.openFile(file.get());
    if (!inside) {
      return new VisionTower(Optional.of(beside), file.get() + " beside the checkpoint");
    }
    checkSame(file.get(), beside, main);
    if (config.flag("unfreeze_mm_vision_tower", false)) {
      return new VisionTower(
          Optional.empty(),
          "in the checkpoint (unfreeze_mm_vision_tower is true); not used: " + file.get());
    }
    return new VisionTower(
        Optional.of(beside), file.get() + " beside the checkpoint; not used: the one in it");
  }

  /** The path after the colon, if it leads to a file; else the published name in the folder. */
  private static Optional<Path> file(Path folder, String stated) {
    if (stated.startsWith(KIND) && stated.length() > KIND.length()) {
      try {
        Path path = folder.resolve(stated.substring(KIND.length()));
        if (Files.isRegularFile(path)) {
          return Optional.of(path);
        }
      } catch (InvalidPathException e) {
        // Names no file of this system, as paths of the training machine rarely do.
      }
    }
    Path published = folder.resolve(FILE);
    return Files.exists(published) ? Optional.of(published) : Optional.empty();
  }

  /** Two towers of one folder must be of one kind, whichever is taken. */
  private static void checkSame(Path file, Checkpoint beside, Checkpoint main) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, StoredTensor> entry : beside.tensors().entrySet()) {
      StoredTensor other = main.tensors().get(VISION_PREFIX + entry.getKey());
      if (other != null && !other.shape().equals(entry.getValue().shape())) {
        problems.add(
            entry.getKey()
                + " is "
                + entry.getValue().shape()
                + " in "
                + file.getFileName()
                + ", but "
                + other.shape()
                + " in the checkpoint");
      }
    }
    if (!problems.isEmpty()) {
      throw ModelException.of(
          main.source() + ": holds two vision towers of different shapes; move one away:",
          problems);
    }
  }
}
