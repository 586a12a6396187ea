package io.github.oryxcuration.runtime.config;

import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts an {@link OryxConfig} together and tells everything that is wrong with it at once. */
final class ConfigReader {
  private final Path folder;
  private final List<String> problems = new ArrayList<>();
  private final ConfigFile config;
  private final ConfigFile generation;

  private ConfigReader(Path folder) {
    this.folder = folder;
    config = ConfigFile.read(folder.resolve("config.json"), problems);
    generation = ConfigFile.readIfPresent(folder.resolve("generation_config.json"), problems);
  }

  static OryxConfig read(
      Path folder, Map<String, StoredTensor> tensors, Map<String, String> others) {
    return new ConfigReader(folder).read(tensors, others);
  }

  private OryxConfig read(Map<String, StoredTensor> tensors, Map<String, String> others) {
    OryxDialect.check(config);
    DecoderReader decoder = new DecoderReader(config, architecture());
    decoder.check();
    GenerationReader answers = new GenerationReader(config, generation, decoder.vocab());
    answers.check();
    int maxLength =
        config.count("tokenizer_model_max_length", config.count("max_position_embeddings", 1));
    VisionReader vision = new VisionReader(config, tensors);
    stopAtProblems("its configuration cannot be used");
    // Only now is it known what the tensors must be.
    vision.check();
    DecoderConfig language = decoder.get();
    int middle = rows(tensors.get(TensorSizes.QUERY));
    TensorSizes sizes = new TensorSizes(language, vision.sizes(), middle);
    problems.addAll(TensorCheck.problems(sizes, tensors, others));
    stopAtProblems("its tensors are not those of its config.json");
    VisionConfig tower = vision.get();
    return new OryxConfig(
        language,
        tower,
        new ConnectorConfig(tower.width(), middle, language.hidden()),
        answers.get(),
        maxLength);
  }

  private void stopAtProblems(String what) {
    if (!problems.isEmpty()) {
      throw ModelException.of(folder + ": " + what + ":", problems);
    }
  }

  private Architecture architecture() {
    String type = config.text("model_type");
    List<String> classes = config.texts("architectures");
    for (Architecture each : Architecture.values()) {
      if (each.modelType().equals(type)) {
        if (!classes.isEmpty() && !classes.equals(List.of(each.className()))) {
          config.problem(
              "model_type is "
                  + type
                  + ", whose architectures are ["
                  + each.className()
                  + "], but architectures is "
                  + classes);
        }
        return each;
      }
    }
    config.wrong("model_type", "oryx_qwen or oryx_llama");
    return Architecture.QWEN2;
  }

  private static int rows(@Nullable StoredTensor tensor) {
    if (tensor == null || tensor.shape().isEmpty() || tensor.shape().get(0) > Integer.MAX_VALUE) {
      return TensorSizes.UNKNOWN;
    }
    return Math.toIntExact(tensor.shape().get(0));
  }
}
