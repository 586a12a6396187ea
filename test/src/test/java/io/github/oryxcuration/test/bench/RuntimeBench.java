package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.runtime.device.Devices;
import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.model.ModelBench;
import io.github.oryxcuration.runtime.model.ModelSpec;
import io.github.oryxcuration.runtime.model.OryxModel;
import io.github.oryxcuration.runtime.script.TorchEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * The networks at real size against a yardstick with the same work: {@code RuntimeBench MODEL
 * YARDSTICK [TYPE [RUNS [THREADS [DEVICES [WORK...]]]]]}, where MODEL is what {@code model
 * make-tiny --decoder=real --vision=real} wrote, TYPE is f32, bf16 or both with a comma between,
 * and WORK is {@code vit 448}, {@code prefill 512} or {@code decode 16}. All sides take turns, each
 * after a run that does not count; the turns are told on standard error. YARDSTICK is {@code
 * test/yardstick/torch_yardstick.py} (PyTorch: in fp32 on the CPU, in the one TYPE on a GPU) or
 * {@code test/yardstick/jlama.sh} (no vision tower).
 */
public final class RuntimeBench {
  private static final List<String> WORK =
      List.of("vit 448", "vit 1024", "prefill 512", "decode 16");

  private RuntimeBench() {}

  /** Prints a line for each kind of work. */
  public static void main(String[] args) throws IOException {
    List<Precision> types =
        Arrays.stream(argument(args, 2, "bf16").toUpperCase(Locale.ROOT).split(",", -1))
            .map(Precision::valueOf)
            .toList();
    int runs = Integer.parseInt(argument(args, 3, "5"));
    int threads = Integer.parseInt(argument(args, 4, "2"));
    List<String> devices = Devices.parse(argument(args, 5, "cpu"));
    List<String> work = args.length > 6 ? List.of(Arrays.copyOfRange(args, 6, args.length)) : WORK;
    boolean gpu = devices.get(0).startsWith("cuda");
    String theirs = gpu && types.equals(List.of(Precision.BF16)) ? "bfloat16" : "float32";
    TorchEngine.useThreads(threads);
    List<OryxModel> models = new ArrayList<>();
    try (Yardstick yardstick =
        Yardstick.start(Path.of(args[1]), threads, devices.get(0), theirs, args[0])) {
      for (Precision type : types) {
        models.add(OryxModel.load(new ModelSpec(args[0], type, devices)));
      }
      List<ModelBench> benches = models.stream().map(m -> m.bench(1)).toList();
      for (String each : work) {
        compare(each, types, benches.stream().map(b -> ours(each, b)).toList(), yardstick, runs);
      }
    } finally {
      models.forEach(OryxModel::close);
    }
  }

  private static String argument(String[] args, int at, String otherwise) {
    return args.length > at ? args[at] : otherwise;
  }

  /** Decoding goes on over a prompt of 512 on both sides. */
  private static DoubleSupplier ours(String work, ModelBench bench) {
    String[] words = work.split(" ", -1);
    int number = Integer.parseInt(words[1]);
    return switch (words[0]) {
      case "vit" -> () -> bench.vision(number).seconds();
      case "prefill" -> () -> bench.prefill(number).seconds();
      case "decode" -> () -> number * bench.decode(512, 1).seconds();
      default -> throw new IllegalArgumentException("unknown work: " + work);
    };
  }

  private static void compare(
      String work, List<Precision> types, List<DoubleSupplier> ours, Yardstick yardstick, int runs)
      throws IOException {
    List<List<Double>> own =
        ours.stream().map(o -> (List<Double>) new ArrayList<Double>()).toList();
    List<Double> other = new ArrayList<>();
    for (int i = 0; i <= runs; i++) {
      if (work.startsWith("decode")) {
        yardstick.seconds("prefill 512");
      }
      double seconds = yardstick.seconds(work);
      System.err.printf(Locale.ROOT, "%s, turn %d: yardstick %.3f s", work, i, seconds);
      if (i > 0) {
        other.add(seconds);
      }
      for (int k = 0; k < ours.size(); k++) {
        seconds = ours.get(k).getAsDouble();
        System.err.printf(Locale.ROOT, ", %s %.3f s", types.get(k), seconds);
        if (i > 0) {
          own.get(k).add(seconds);
        }
      }
      System.err.println();
    }
    for (int k = 0; k < ours.size(); k++) {
      System.out.printf(
          Locale.ROOT,
          "%-12s %-4s ours %s, yardstick %s, medians of %d (least to most): %.2f times as fast%n",
          work,
          types.get(k),
          spread(own.get(k)),
          spread(other),
          runs,
          median(other) / median(own.get(k)));
    }
  }

  private static String spread(List<Double> values) {
    return String.format(
        Locale.ROOT,
        "%.3f s (%.3f to %.3f)",
        median(values),
        Collections.min(values),
        Collections.max(values));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
