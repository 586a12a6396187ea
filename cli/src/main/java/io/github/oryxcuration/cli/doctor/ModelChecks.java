package io.github.oryxcuration.cli.doctor;

import io.github.oryxcuration.runtime.device.CpuFeatures;
import io.github.oryxcuration.runtime.device.Gpus;
import io.github.oryxcuration.runtime.script.EngineUnavailableException;
import io.github.oryxcuration.runtime.script.TorchEngine;
import java.util.ArrayList;
import java.util.List;

/** What models run on. */
final class ModelChecks {
  private static final List<String> VARIABLES =
      List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR");

  private ModelChecks() {}

  static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(cpu(CpuFeatures.ofThisMachine()));
    try {
      checks.add(engine(TorchEngine.get()));
      checks.add(gpu(Gpus.find()));
    } catch (EngineUnavailableException e) {
      checks.add(
          Check.note(
              "libtorch", "does not load: " + e.getMessage(), "Commands of models need it."));
    }
    return checks;
  }

  private static Check cpu(CpuFeatures cpu) {
    return cpu.hasBf16()
        ? Check.ok("CPU", cpu.toString())
        : Check.note(
            "CPU", cpu.toString(), "It has no bfloat16: models are computed in 32 bits here.");
  }

  private static Check engine(TorchEngine engine) {
    StringBuilder found = new StringBuilder(engine.version());
    found.append(" with ").append(String.join(", ", engine.features()));
    found.append("; threads ").append(engine.threads());
    for (String name : VARIABLES) {
      String value = System.getenv(name);
      if (value != null) {
        found.append("; ").append(name).append('=').append(value);
      }
    }
    return Check.ok("libtorch", found.toString());
  }

  private static Check gpu(Gpus gpus) {
    return gpus.hint().isEmpty()
        ? Check.ok("GPU", gpus.why())
        : Check.note("GPU", gpus.why(), gpus.hint());
  }
}
