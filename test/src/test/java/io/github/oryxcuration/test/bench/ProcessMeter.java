package io.github.oryxcuration.test.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a command to its end and measures it: with GNU time where there is one, else by looking at
 * {@code /proc} every 20 ms, which misses what happens in between.
 */
public final class ProcessMeter {
  private static final Path GNU_TIME = Path.of("/usr/bin/time");
  private static final Pattern PEAK = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB");
  private static final int TAIL_CHARACTERS = 2000;

  /**
   * What a command took.
   *
   * @param wall from start to exit
   * @param cpu user and system time of the process and of the children that it waited for
   * @param peakRssBytes the largest resident memory of any one of these processes
   */
  public record Measured(Duration wall, Duration cpu, long peakRssBytes, int exitCode) {
    /** One line for a table. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "wall %8.2f s   cpu %8.2f s   peak RSS %6d MB   exit %d",
          seconds(wall),
          seconds(cpu),
          peakRssBytes >> 20,
          exitCode);
    }
  }

  private ProcessMeter() {}

  /** Runs with the environment of this process, see the other. */
  public static Measured run(List<String> command, Path log, Duration limit) throws IOException {
    return run(command, Map.of(), log, limit);
  }

  /**
   * Runs a command.
   *
   * @param environment added to that of this process
   * @param log all it prints
   * @throws IOException if it does not end in time (it is killed) or fails; the message holds the
   *     end of the log
   */
  public static Measured run(
      List<String> command, Map<String, String> environment, Path log, Duration limit)
      throws IOException {
    Path numbers = Files.createTempFile("process-meter", ".txt");
    try {
      boolean gnu = hasGnuTime();
      List<String> all = new ArrayList<>();
      if (gnu) {
        all.addAll(List.of(GNU_TIME.toString(), "-q", "-f", "%U %S %M", "-o", numbers.toString()));
      }
      all.addAll(command);
      ProcessBuilder builder =
          new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      long start = System.nanoTime();
      Process process = builder.start();
      Polled polled = await(process, gnu, start + limit.toNanos());
      Duration wall = Duration.ofNanos(System.nanoTime() - start);
      int exit = process.exitValue();
      if (exit != 0) {
        throw new IOException(command.get(0) + " exited with " + exit + "\n" + tail(log));
      }
      return gnu
          ? parse(Files.readString(numbers).strip(), wall, exit)
          : new Measured(wall, polled.cpu(), polled.peakRssBytes(), exit);
    } finally {
      Files.deleteIfExists(numbers);
    }
  }

  private static boolean hasGnuTime() throws IOException {
    if (!Files.isExecutable(GNU_TIME)) {
      return false;
    }
    Process process =
        new ProcessBuilder(GNU_TIME.toString(), "--version").redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).contains("GNU");
    }
  }

  private record Polled(Duration cpu, long peakRssBytes) {}

  private static Polled await(Process process, boolean measuredElsewhere, long deadline)
      throws IOException {
    Duration cpu = Duration.ZERO;
    long peak = 0;
    try {
      while (!process.waitFor(measuredElsewhere ? 200 : 20, TimeUnit.MILLISECONDS)) {
        if (!measuredElsewhere) {
          cpu = process.info().totalCpuDuration().orElse(cpu);
          peak = Math.max(peak, peakRss(process.pid()));
        }
        if (System.nanoTime() > deadline) {
          throw new IOException("Still running at its time limit: " + process.info());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      kill(process);
    }
    return new Polled(cpu, peak);
  }

  /** Ends what a process started, then itself: GNU time goes when what it measures has gone. */
  private static void kill(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroyForcibly);
    try {
      if (children.isEmpty() || !process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static long peakRss(long pid) {
    try {
      Matcher matcher =
          PEAK.matcher(Files.readString(Path.of("/proc", String.valueOf(pid), "status")));
      return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : 0;
    } catch (IOException e) {
      return 0; // it has just ended, or there is no /proc
    }
  }

  private static Measured parse(String numbers, Duration wall, int exit) throws IOException {
    Matcher matcher = Pattern.compile("([\\d.]+) ([\\d.]+) (\\d+)").matcher(numbers);
    if (!matcher.matches()) {
      throw new IOException("Cannot read what GNU time says: " + numbers);
    }
    double cpu = Double.parseDouble(matcher.group(1)) + Double.parseDouble(matcher.group(2));
    return new Measured(
        wall,
        Duration.ofMillis(Math.round(cpu * 1000)),
        Long.parseLong(matcher.group(3)) << 10,
        exit);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static String tail(Path log) throws IOException {
    String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    return text.substring(Math.max(0, text.length() - TAIL_CHARACTERS));
  }
}
