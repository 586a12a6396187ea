package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.runtime.config.Architecture;
import io.github.oryxcuration.runtime.config.DecoderConfig;
import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.model.AnswerOptions;
import io.github.oryxcuration.runtime.model.ModelSpec;
import io.github.oryxcuration.runtime.model.OryxModel;
import io.github.oryxcuration.runtime.prompt.Question;
import io.github.oryxcuration.runtime.script.TorchEngine;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * From the load call to the first logits, and the memory that takes: {@code LoadBench FOLDER
 * [THREADS]}. The folder gets a model of 2 GB in bfloat16 with an untied head, unless it is there.
 */
public final class LoadBench {
  private static final DecoderConfig TWO_GIGABYTES =
      new DecoderConfig(
          Architecture.QWEN2, 1536, 6144, 16, 12, 2, 128, 151_936, 1e6, 1e-6, true, false, 32_768);

  private static final String TOUCH = "touch";

  private LoadBench() {}

  /** Prints time and memory. */
  public static void main(String[] args) throws Exception {
    if (args[0].equals(TOUCH)) {
      touch();
      return;
    }
    Path folder = Path.of(args[0]);
    TorchEngine.useThreads(args.length > 1 ? Integer.parseInt(args[1]) : 2);
    Path weights = folder.resolve("model.safetensors");
    if (!Files.exists(weights)) {
      TinyCheckpoint.write(
          folder, TinySpec.tiny().withDecoder(TWO_GIGABYTES).withType(ElementType.BF16));
    }
    warm(weights);
    long size = Files.size(weights);
    Question question = Question.of("Hi", List.of());
    ModelSpec spec = new ModelSpec(folder.toString(), Precision.BF16, List.of("cpu"));
    TorchEngine.get();
    long before = status("RssAnon");
    AtomicLong peak = new AtomicLong(before);
    AtomicBoolean done = new AtomicBoolean();
    Thread sampler = new Thread(() -> sample(peak, done), "rss");
    sampler.setDaemon(true);
    sampler.start();
    load(spec, question, size, "in fresh memory");
    done.set(true);
    sampler.join();
    System.out.printf(
        Locale.ROOT,
        "anonymous memory at its peak: %.2f times the size%n",
        (peak.get() - before) / (double) size);
    // The allocator keeps what was freed, if it is told to.
    load(spec, question, size, "again, in memory that the process has");
    touchInAnotherProcess();
  }

  private static void load(ModelSpec spec, Question question, long size, String where)
      throws IOException {
    AnswerOptions first = AnswerOptions.upTo(1).withTemperature(0);
    long start = System.nanoTime();
    try (OryxModel model = OryxModel.load(spec)) {
      double loaded = (System.nanoTime() - start) / 1e9;
      model.answer(question, first);
      double cold = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      model.answer(question, first);
      double warm = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%.2f GB, %s: loaded in %.2f s, first logits after %.2f s, a warm call %.2f s: %.2f GB/s,"
              + " RSS with mapped pages %.2f GB%n",
          size / 1e9,
          where,
          loaded,
          cold,
          warm,
          size / 1e9 / (cold - warm),
          status("VmRSS") / 1e9);
    }
  }

  /**
   * How fast memory is first touched by one thread. What is packed needs fresh memory of about the
   * weights' size, which on some virtual machines takes longer than the rest. This process would
   * get memory that it has.
   */
  private static void touchInAnotherProcess() throws IOException, InterruptedException {
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LoadBench.class.getName(),
            TOUCH)
        .inheritIO()
        .start()
        .waitFor();
  }

  private static void touch() {
    long start = System.nanoTime();
    ByteBuffer fresh = ByteBuffer.allocateDirect(1 << 30); // zeroed
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "fresh memory of this machine: %.2f GB/s%n", fresh.capacity() / 1e9 / seconds);
  }

  private static void warm(Path file) throws IOException {
    byte[] piece = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      int read = in.read(piece);
      while (read >= 0) {
        read = in.read(piece);
      }
    }
  }

  private static void sample(AtomicLong peak, AtomicBoolean done) {
    try {
      while (!done.get()) {
        peak.accumulateAndGet(status("RssAnon"), Math::max);
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bytes of a line of the process's status. */
  private static long status(String key) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith(key + ":")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return 0;
  }
}
