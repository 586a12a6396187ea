package io.github.oryxcuration.runtime.memory;

import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.memory.MemoryPlan.Use;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says why something does not fit, and what would. */
final class Refusal {
  private final OryxConfig config;
  private final WeightSizes weights;
  private final Workload work;
  private final List<DeviceRoom> devices;

  Refusal(OryxConfig config, WeightSizes weights, Workload work, List<DeviceRoom> devices) {
    this.config = config;
    this.weights = weights;
    this.work = work;
    this.devices = devices;
  }

  /**
   * The error.
   *
   * @param plan with the smallest pieces
   */
  ModelException because(MemoryPlan plan) {
    Map<String, Long> byUse = new LinkedHashMap<>();
    for (Use use : plan.uses()) {
      byUse.merge(use.what(), use.bytes(), Long::sum);
    }
    List<String> lines = new ArrayList<>();
    byUse.forEach((what, bytes) -> lines.add(what + ": " + Bytes.text(bytes)));
    for (DeviceRoom device : devices) {
      lines.add("free on " + device.device() + ": " + Bytes.text(device.usable()));
    }
    lines.addAll(waysOut());
    return ModelException.of(
        "This does not fit: it takes "
            + Bytes.text(plan.total())
            + " as "
            + weights.type()
            + ", for "
            + count(work.prompts(), "prompt")
            + " of "
            + (work.isUneven() ? "up to " : "")
            + count(work.promptTokens(), "token")
            + ", "
            + count(work.rows(), "answer")
            + " each of up to "
            + count(work.answerTokens(), "token")
            + ":",
        lines);
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private List<String> waysOut() {
    List<String> ways = new ArrayList<>();
    boolean gpu = devices.stream().noneMatch(DeviceRoom::onCpu);
    if (weights.total() > 0) {
      if (weights.type() == ElementType.F32) {
        ways.add("way out: compute in bfloat16 (--dtype bf16), which halves all of it");
      }
      if (gpu) {
        ways.add("way out: spread the layers over more GPUs (--devices 0,1,…)");
      }
    }
    long cache = cacheOf(work);
    if (work.prompts() > 1) {
      ways.add(fewer("fewer prompts at once", cache, cacheOf(work.withPrompts(1)), "one prompt"));
    }
    if (work.rows() > 1) {
      ways.add(fewer("fewer answers per prompt", cache, cacheOf(work.withRows(1)), "one answer"));
    }
    ways.add(
        "way out: shorter prompts or answers (smaller pictures, fewer frames); a token takes "
            + Bytes.text(cacheOf(new Workload(1, 1, 1, 0, 0, 0)))
            + " of keys and values");
    if (gpu && weights.total() > 0) {
      ways.add("way out: compute on the CPU (--devices cpu)");
    }
    return ways;
  }

  private static String fewer(String what, long now, long then, String unit) {
    return "way out: "
        + what
        + "; the keys and values of "
        + unit
        + " take "
        + Bytes.text(then)
        + " instead of "
        + Bytes.text(now);
  }

  private long cacheOf(Workload work) {
    return config.decoder().layers()
        * new WorkingMemory(config, weights.type(), true).cacheOfLayer(work);
  }
}
