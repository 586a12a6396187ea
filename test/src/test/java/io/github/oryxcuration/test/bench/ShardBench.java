package io.github.oryxcuration.test.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.shard.ShardFile;
import io.github.oryxcuration.core.shard.ShardWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Shard writing of embedded JPEGs against {@code cp} and {@code sync} of the same file. Run by hand
 * from the test class path: {@code ShardBench FOLDER_OF_JPEGS WORK_FOLDER [MEGABYTES [REPEATS]]}.
 * Both sides alternate, end with {@code sync}, and read from the page cache.
 */
public final class ShardBench {
  private static final int MEGA = 1_000_000;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ShardBench() {}

  /** Prints one line for each repetition of each side. */
  public static void main(String[] args) throws Exception {
    List<byte[]> pictures = pictures(Path.of(args[0]));
    Path work = Files.createDirectories(Path.of(args[1]));
    long bytes = (args.length > 2 ? Long.parseLong(args[2]) : 1000) * MEGA;
    int repeats = args.length > 3 ? Integer.parseInt(args[3]) : 5;
    System.out.printf("%d pictures, %d MB a run%n", pictures.size(), bytes / MEGA);

    write(pictures, work.resolve("warm.parquet"), bytes / 10);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      double write = write(pictures, work.resolve("shard.parquet"), bytes);
      double copy = copy(work.resolve("shard.parquet"), work.resolve("copy.parquet"));
      ratios.add(write / copy);
    }
    ratios.sort(null);
    System.out.printf(
        Locale.ROOT, "median of written/copied MB/s: %.2f%n", ratios.get(ratios.size() / 2));
  }

  private static List<byte[]> pictures(Path folder) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jpg")).sorted().toList()) {
        pictures.add(Files.readAllBytes(file));
      }
    }
    return pictures;
  }

  private static double write(List<byte[]> pictures, Path to, long bytes) throws Exception {
    Files.deleteIfExists(to);
    sync();
    long cpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    ShardFile file;
    try (ShardWriter writer =
        ShardWriter.create(
            to.toString(), new ShardSpec(bytes, 64L << 20, ShardSpec.Compression.ZSTD))) {
      long written = 0;
      for (int i = 0; written < bytes; i++) {
        Sample sample = sample(i, pictures.get(i % pictures.size()).clone());
        writer.write(sample);
        written += sample.mediaBytes();
      }
      file = writer.commit();
    }
    long unsynced = System.nanoTime();
    sync();
    return report("write", file.bytes(), start, unsynced, PROCESS.getProcessCpuTime() - cpu);
  }

  /** Unique bytes in each copy, so that nothing below can share them. */
  private static Sample sample(int number, byte[] picture) {
    ByteBuffer.wrap(picture).putLong(picture.length / 2, number);
    return new Sample(
        "bench/pictures.json@" + number,
        "bench",
        "caption",
        Modality.IMAGE,
        List.of(Turn.human("<image>\nWhat is in picture " + number + "?"), Turn.gpt("A picture.")),
        List.of(
            Frame.picture(
                EncodedPicture.of(picture), number + ".jpg", 0, 640, 480, "0".repeat(64))),
        null,
        List.of(),
        new Budget(640, 480, 1, 1234, 20, 1254, false, 1, false),
        "",
        new Provenance(
            new Origin("bench/pictures.json", "0".repeat(64), String.valueOf(number), ""),
            List.of(),
            List.of(),
            7,
            "bench"),
        Map.of());
  }

  private static double copy(Path from, Path to) throws Exception {
    Files.deleteIfExists(to);
    sync();
    long start = System.nanoTime();
    run("cp", from.toString(), to.toString());
    long unsynced = System.nanoTime();
    sync();
    return report("cp", Files.size(to), start, unsynced, 0);
  }

  private static double report(String what, long bytes, long start, long unsynced, long cpuNanos) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double rate = bytes / seconds / MEGA;
    System.out.printf(
        Locale.ROOT,
        "%-5s %6.0f MB/s with sync, %6.0f MB/s without, %.2f s of CPU%n",
        what,
        rate,
        bytes / ((unsynced - start) / 1e9) / MEGA,
        cpuNanos / 1e9);
    return rate;
  }

  private static void sync() throws Exception {
    run("sync");
  }

  private static void run(String... command) throws Exception {
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException(command[0] + " ended with " + exit);
    }
  }
}
