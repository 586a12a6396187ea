package io.github.oryxcuration.runtime.info;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files beside the weights that a model folder should have. */
final class MissingFiles {
  private MissingFiles() {}

  static List<String> of(Path folder) {
    List<String> missing = new ArrayList<>();
    tokenizer(folder).ifPresent(missing::add);
    if (!Files.exists(folder.resolve("generation_config.json"))) {
      missing.add(
          "generation_config.json: without it, answers are greedy and without repetition penalty;"
              + " the released models have one");
    }
    return missing;
  }

  /** What is wrong with the tokenizer's files, if anything. */
  static Optional<String> tokenizer(Path folder) {
    if (Files.exists(folder.resolve("tokenizer.json"))
        || (Files.exists(folder.resolve("vocab.json"))
            && Files.exists(folder.resolve("merges.txt")))) {
      return Optional.empty();
    }
    if (Files.exists(folder.resolve("tokenizer.model"))) {
      return Optional.of(
          "tokenizer.json: there is a SentencePiece model alone; convert it with"
              + " AutoTokenizer.from_pretrained(DIR, use_fast=True).save_pretrained(DIR)");
    }
    return Optional.of(
        "tokenizer.json, or vocab.json and merges.txt: copy them from the base model");
  }
}
