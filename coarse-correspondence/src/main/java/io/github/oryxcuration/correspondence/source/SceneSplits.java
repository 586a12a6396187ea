package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scene.Question;
import io.github.oryxcuration.correspondence.scene.Split;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which scenes are trained on: ScanNet's own lists {@code scannetv2_train.txt}, {@code _val.txt}
 * and {@code _test.txt}, where they lie beside {@code scans/}, and the names of ScanQA's questions
 * ({@code train-scene0000-0}). ScanQA is split by ScanNet's scenes.
 */
final class SceneSplits {
  private final Map<String, Split> ofScene;

  private SceneSplits(Map<String, Split> ofScene) {
    this.ofScene = ofScene;
  }

  static SceneSplits read(String root) throws IOException {
    Map<String, Split> ofScene = new HashMap<>();
    for (Split split : Split.values()) {
      String list =
          Storage.child(root, "scannetv2_" + split.name().toLowerCase(Locale.ROOT) + ".txt");
      if (Storage.exists(list)) {
        Storage.readText(list).lines().forEach(line -> ofScene.put(line.strip(), split));
      }
    }
    return new SceneSplits(ofScene);
  }

  /**
   * Refuses a scene of another split.
   *
   * @throws CurationException NOT_FOR_TRAINING
   */
  void check(String scene, Split wanted) {
    refuse(scene, ofScene.get(scene), wanted);
  }

  /**
   * Refuses a question of another split; one whose id names none is taken.
   *
   * @throws CurationException NOT_FOR_TRAINING
   */
  static void check(Question question, Split wanted) {
    refuse(question.id(), question.split(), wanted);
  }

  private static void refuse(
      String what, @org.jspecify.annotations.Nullable Split found, Split wanted) {
    if (found == Split.TEST) {
      throw new CurationException(
          Reason.NOT_FOR_TRAINING, what + " is of a test split, which is not trained on");
    }
    if (found != null && found != wanted) {
      throw new CurationException(
          Reason.NOT_FOR_TRAINING,
          "%s is of the %s split, and options.split is %s"
              .formatted(what, found.word(), wanted.word()));
    }
  }
}
