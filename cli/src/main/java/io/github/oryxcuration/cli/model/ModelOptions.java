package io.github.oryxcuration.cli.model;

import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.memory.Bytes;
import io.github.oryxcuration.runtime.model.OryxModel;
import io.github.oryxcuration.runtime.script.TorchEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model, and how it is run. */
final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Folder of a published model.")
  private Path model;

  @Mixin private ComputeOptions compute;

  /** Loads the model. */
  OryxModel load() {
    TorchEngine.useThreads(compute.threads());
    return OryxModel.load(compute.spec(model.toString()));
  }

  Path folder() {
    return model;
  }

  Precision precision() {
    return compute.precision();
  }

  List<String> devices() {
    return compute.devices();
  }

  /** Where a model went, for people. */
  static String where(OryxModel model) {
    StringBuilder where = new StringBuilder(model.type().name().toLowerCase(Locale.ROOT));
    where.append(" on ");
    model
        .plan()
        .stages()
        .forEach(
            stage ->
                where
                    .append(stage.first() == 0 ? "" : ", ")
                    .append(stage.device())
                    .append(" (layers ")
                    .append(stage.first())
                    .append(" to ")
                    .append(stage.end() - 1)
                    .append(", ")
                    .append(Bytes.text(model.plan().on(stage.device())))
                    .append(')'));
    return where.toString();
  }
}
