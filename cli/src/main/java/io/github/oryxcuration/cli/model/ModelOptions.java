package io.github.oryxcuration.cli.model;

import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.runtime.device.Devices;
import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.memory.Bytes;
import io.github.oryxcuration.runtime.model.ModelSpec;
import io.github.oryxcuration.runtime.model.OryxModel;
import io.github.oryxcuration.runtime.script.TorchEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which model, and how it is run. */
final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Folder of a published model.")
  private Path model;

  @Option(
      names = "--dtype",
      defaultValue = "auto",
      paramLabel = "TYPE",
      description =
          "What is computed in: auto (bf16 on GPUs and on CPUs that have it, else fp32), fp32,"
              + " bf16, fp16 (default: ${DEFAULT-VALUE}).")
  private String dtype;

  @Option(
      names = "--devices",
      defaultValue = Devices.AUTO,
      paramLabel = "LIST",
      description =
          "auto, cpu, or GPUs such as 0 or 0,1; layers are spread over several (default:"
              + " ${DEFAULT-VALUE}).")
  private String devices;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "Threads of one operation on the CPU (default: the engine's choice).")
  private int threads;

  /** Loads the model. */
  OryxModel load() {
    TorchEngine.useThreads(threads());
    return OryxModel.load(new ModelSpec(model.toString(), precision(), Devices.parse(devices)));
  }

  Path folder() {
    return model;
  }

  private int threads() {
    if (threads < 0) {
      throw new UsageException("--threads must be at least 0, but was " + threads);
    }
    return threads;
  }

  Precision precision() {
    return switch (dtype.toLowerCase(Locale.ROOT)) {
      case "auto" -> Precision.AUTO;
      case "fp32", "f32", "float32" -> Precision.F32;
      case "bf16", "bfloat16" -> Precision.BF16;
      case "fp16", "f16", "float16" -> Precision.F16;
      default ->
          throw new UsageException(
              "--dtype must be auto, fp32, bf16 or fp16, but was \"" + dtype + '"');
    };
  }

  List<String> devices() {
    return Devices.parse(devices);
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
