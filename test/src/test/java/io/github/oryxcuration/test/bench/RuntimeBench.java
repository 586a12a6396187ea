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
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * The networks at real size against PyTorch with the same work: {@code RuntimeBench MODEL SCRIPT
 * [TYPE [RUNS [THREADS [DEVICES [WORK...]]]]]}, where MODEL is what {@code model make-tiny
 * --decoder=real --vision=real} wrote, TYPE is f32 or bf16, and WORK is {@code vit 448}, {@code
 * prefill 512} or {@code decode 16}. Both sides alternate, each after a run that does not count.
 * PyTorch computes in fp32 on the CPU, and in TYPE on a GPU.
 */
public final class RuntimeBench {
  private static final List<String> WORK =
      List.of("vit 448", "vit 1024", "prefill 512", "decode 16");

  private RuntimeBench() {}

  /** Prints a line for each kind of work. */
  public static void main(String[] args) throws IOException {
    Precision type = Precision.valueOf(argument(args, 2, "bf16").toUpperCase(Locale.ROOT));
    int runs = Integer.parseInt(argument(args, 3, "5"));
    int threads = Integer.parseInt(argument(args, 4, "2"));
    List<String> devices = Devices.parse(argument(args, 5, "cpu"));
    List<String> work = args.length > 6 ? List.of(Arrays.copyOfRange(args, 6, args.length)) : WORK;
    boolean gpu = devices.get(0).startsWith("cuda");
    String theirs = gpu && type == Precision.BF16 ? "bfloat16" : "float32";
    TorchEngine.useThreads(threads);
    try (OryxModel model = OryxModel.load(new ModelSpec(args[0], type, devices));
        TorchYardstick torch =
            TorchYardstick.start(Path.of(args[1]), threads, devices.get(0), theirs)) {
      ModelBench bench = model.bench(1);
      for (String each : work) {
        compare(each, ours(each, bench), torch, runs);
      }
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

  private static void compare(String work, DoubleSupplier ours, TorchYardstick torch, int runs)
      throws IOException {
    List<Double> own = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    if (work.startsWith("decode")) {
      torch.seconds("prefill 512");
    }
    torch.seconds(work);
    for (int i = 0; i < runs; i++) {
      if (work.startsWith("decode")) {
        torch.seconds("prefill 512");
      }
      other.add(torch.seconds(work));
      own.add(ours.getAsDouble());
    }
    System.out.printf(
        Locale.ROOT,
        "%-12s ours %8.3f s, PyTorch %8.3f s (medians of %d): %.2f times as fast%n",
        work,
        median(own),
        median(other),
        runs,
        median(other) / median(own));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }
}
