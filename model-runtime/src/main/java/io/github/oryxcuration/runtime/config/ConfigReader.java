package io.github.oryxcuration.runtime.config;

import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.StoredTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts an {@link OryxConfig} together and tells everything that is wrong with it at once. */
final class ConfigReader {
  private static final int NO_TENSOR = 0;

  private final ConfigFile config;
  private final ConfigFile generation;
  private final Map<String, StoredTensor> tensors;
  private final List<String> problems;

  private ConfigReader(Path folder, Map<String, StoredTensor> tensors, List<String> problems) {
    this.config = ConfigFile.read(folder.resolve("config.json"), problems);
    this.generation = ConfigFile.readIfPresent(folder.resolve("generation_config.json"), problems);
    this.tensors = tensors;
    this.problems = problems;
  }

  static OryxConfig read(Path folder, Map<String, StoredTensor> tensors) {
    List<String> problems = new ArrayList<>();
    ConfigReader reader = new ConfigReader(folder, tensors, problems);
    try {
      return reader.read();
    } catch (UnreadableException e) {
      throw ModelException.of(folder + ": its configuration cannot be used:", problems);
    }
  }

  /** Problems were noted; the values at hand stand in for unusable ones. */
  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private OryxConfig read() throws UnreadableException {
    Architecture architecture = architecture();
    OryxDialect.check(config);
    DecoderReader decoder = new DecoderReader(config, architecture);
    VisionReader vision = new VisionReader(config, tensors, problems);
    decoder.check();
    vision.check();
    int vocab = config.count("vocab_size", 1);
    GenerationReader answers = new GenerationReader(config, generation, vocab);
    answers.check();
    int positions = config.count("max_position_embeddings", 1);
    int maxLength = config.count("tokenizer_model_max_length", positions);
    int middle = rows("model.vision_resampler.vlm_query_projector.weight");
    if (!problems.isEmpty()) {
      throw new UnreadableException();
    }
    DecoderConfig language = decoder.get();
    VisionConfig tower = vision.get();
    return new OryxConfig(
        language,
        tower,
        new ConnectorConfig(tower.width(), middle, language.hidden()),
        answers.get(),
        maxLength);
  }

  private Architecture architecture() {
    String type = config.text("model_type");
    List<String> classes = config.texts("architectures");
    Architecture found = null;
    for (Architecture each : Architecture.values()) {
      if (each.modelType().equals(type)) {
        found = each;
      }
    }
    if (found == null) {
      config.wrong("model_type", "oryx_qwen or oryx_llama");
      return Architecture.QWEN2;
    }
    if (!classes.isEmpty() && !classes.equals(List.of(found.className()))) {
      config.problem(
          "model_type is "
              + type
              + ", whose architectures are ["
              + found.className()
              + "], but architectures is "
              + classes);
    }
    return found;
  }

  private int rows(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().isEmpty() || tensor.shape().get(0) > Integer.MAX_VALUE) {
      problems.add("the tensor " + name + " is missing or has no rows");
      return NO_TENSOR;
    }
    return Math.toIntExact(tensor.shape().get(0));
  }
}
