package io.github.oryxcuration.cli.model;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.device.CpuFeatures;
import io.github.oryxcuration.runtime.device.Devices;
import io.github.oryxcuration.runtime.device.Gpus;
import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.info.ModelInfo;
import io.github.oryxcuration.runtime.info.PartInfo;
import io.github.oryxcuration.runtime.memory.Bytes;
import io.github.oryxcuration.runtime.memory.DeviceRoom;
import io.github.oryxcuration.runtime.memory.MemoryPlan;
import io.github.oryxcuration.runtime.memory.WeightSizes;
import io.github.oryxcuration.runtime.memory.Workload;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.Placement;
import io.github.oryxcuration.runtime.weights.WeightDigests;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes a model folder. */
@Command(
    name = "info",
    description =
        "Tells what a model folder holds, what it takes of memory, and what is missing for it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class InfoCommand implements Callable<Integer> {
  /** What memory is told for: an answer about one picture of the largest size. */
  private static final Workload EXAMPLE = Workload.one(10_240, 512, 9_792, 9_792);

  /** Files that take more than a blink to read. */
  private static final long LARGE = 256L << 20;

  @Parameters(paramLabel = "DIR", description = "The folder.")
  private Path folder;

  @Option(
      names = "--devices",
      defaultValue = Devices.AUTO,
      paramLabel = "LIST",
      description = "Where it would run (default: ${DEFAULT-VALUE}).")
  private String devices;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<String> named = Devices.parse(devices);
    ModelInfo info = ModelInfo.of(folder, WeightDigests.ofUser().telling(this::reading));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("folder", folder.toString());
    info.checkpoint().ifPresent(checkpoint -> describe(info, checkpoint, facts));
    info.checkpoint().ifPresent(checkpoint -> plan(checkpoint, named, facts));
    facts.put("missing", info.missing());
    PrintWriter screen = spec.commandLine().getOut();
    if (options.json()) {
      screen.print(Json.writePretty(facts));
    } else {
      print(screen, facts);
    }
    screen.flush();
    return info.usable() ? ExitCode.DONE : ExitCode.FAILURES;
  }

  /** Tens of seconds for a large model, once. */
  private void reading(Path file, long bytes) {
    if (bytes >= LARGE && !options.quiet() && !options.json()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("Reading " + Bytes.text(bytes) + " of " + file + " for its SHA-256, once …");
      err.flush();
    }
  }

  private static void describe(
      ModelInfo info, OryxCheckpoint checkpoint, Map<String, Object> facts) {
    var decoder = checkpoint.config().decoder();
    var vision = checkpoint.config().vision();
    facts.put("architecture", decoder.architecture().className());
    facts.put(
        "language model",
        String.format(
            Locale.ROOT,
            "%d layers, width %d, inner %d, %d heads of %d, %d of keys, %d rows%s",
            decoder.layers(),
            decoder.hidden(),
            decoder.intermediate(),
            decoder.heads(),
            decoder.headDim(),
            decoder.kvHeads(),
            decoder.vocab(),
            decoder.tied() ? ", tied head" : ""));
    facts.put(
        "vision tower",
        String.format(
            Locale.ROOT,
            "%d blocks, width %d, inner %d, %d heads, patches of %d, %s",
            vision.depth(),
            vision.width(),
            vision.mlp(),
            vision.heads(),
            vision.patch(),
            checkpoint.visionSource()));
    facts.put("longest sequence", checkpoint.config().maxLength());
    facts.put("parameters", info.parameters());
    Map<String, Object> parts = new LinkedHashMap<>();
    for (PartInfo part : info.parts()) {
      parts.put(part.part().words(), part(part));
    }
    facts.put("parts", parts);
    facts.put("files", info.files());
    facts.put("sha256", info.identity().orElse(""));
    facts.put("not used", checkpoint.ignored());
  }

  private static String part(PartInfo part) {
    String types =
        part.types().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(" + "));
    return String.format(
        Locale.ROOT,
        "%s tensors, %,d parameters, %s",
        types,
        part.parameters(),
        Bytes.text(part.bytes()));
  }

  /** Memory by device, or why it does not fit. */
  private static void plan(
      OryxCheckpoint checkpoint, List<String> named, Map<String, Object> facts) {
    try {
      List<DeviceRoom> rooms = Gpus.rooms(named);
      boolean onCpu = rooms.get(0).device().equals(Placement.CPU);
      ElementType type = Precision.AUTO.choose(onCpu, CpuFeatures.ofThisMachine());
      MemoryPlan plan =
          MemoryPlan.of(checkpoint.config(), WeightSizes.of(checkpoint, type), EXAMPLE, rooms);
      Map<String, Object> memory = new LinkedHashMap<>();
      for (DeviceRoom room : rooms) {
        Map<String, Object> uses = new LinkedHashMap<>();
        plan.uses().stream()
            .filter(use -> use.device().equals(room.device()))
            .forEach(use -> uses.put(use.what(), Bytes.text(use.bytes())));
        uses.put("in all", Bytes.text(plan.on(room.device())));
        uses.put("free", Bytes.text(room.free()));
        memory.put(room.device(), uses);
      }
      facts.put("computed in", type.name());
      facts.put("memory for an answer about the largest picture", memory);
    } catch (ModelException e) {
      facts.put("memory", new ArrayList<>(e.explanation().lines().toList()));
    }
  }

  private static void print(PrintWriter screen, Map<String, Object> facts) {
    print(screen, facts, "");
  }

  private static void print(PrintWriter screen, Map<?, ?> facts, String indent) {
    facts.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> below) {
            screen.println(indent + key);
            print(screen, below, indent + "  ");
          } else if (value instanceof List<?> list) {
            screen.println(indent + key + (list.isEmpty() ? ": nothing" : ""));
            list.forEach(
                item -> screen.println(indent + "  " + item.toString().replace("\n", "\n  ")));
          } else {
            screen.println(indent + key + ": " + value);
          }
        });
  }
}
