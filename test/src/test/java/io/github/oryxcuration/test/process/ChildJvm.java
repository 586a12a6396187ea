package io.github.oryxcuration.test.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A Java program to be run in a process of its own, with the JDK that runs the tests. Immutable;
 * {@link #start} may be called many times. All output of the process goes to one log file.
 *
 * @param classPath jars and folders
 * @param flags of the JVM, such as {@code -Xmx512m}
 * @param environment added to that of this process
 */
public record ChildJvm(
    List<String> classPath,
    List<String> flags,
    Map<String, String> environment,
    String mainClass,
    List<String> arguments) {

  /** What Beam, Flink and Spark need opened on Java 17: what Flink's own scripts open. */
  public static final List<String> OPENS =
      List.of(
          "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
          "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
          "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
          "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");

  public ChildJvm {
    classPath = List.copyOf(classPath);
    flags = List.copyOf(flags);
    environment = Map.copyOf(environment);
    arguments = List.copyOf(arguments);
  }

  /** A program of the tests' own class path, with a heap of 512 MB. */
  public static ChildJvm of(String mainClass, String... arguments) {
    return new ChildJvm(
        testClassPath(), List.of("-Xmx512m"), Map.of(), mainClass, List.of(arguments));
  }

  /** Jars and folders that this test JVM runs with. */
  public static List<String> testClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  /** The same on another class path. */
  public ChildJvm withClassPath(List<String> entries) {
    return new ChildJvm(entries, flags, environment, mainClass, arguments);
  }

  /** The same with flags added; of two that contradict, the JVM takes the later. */
  public ChildJvm withFlags(List<String> added) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(added);
    return new ChildJvm(classPath, all, environment, mainClass, arguments);
  }

  /** The same with one more environment variable. */
  public ChildJvm withEnvironment(String name, String value) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(name, value);
    return new ChildJvm(classPath, flags, all, mainClass, arguments);
  }

  /** The command line. */
  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** Starts it; the log file and its folder are made, or overwritten. */
  public Running start(Path log) throws IOException {
    Path parent = log.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    Running running = new Running(process, log, mainClass);
    Runtime.getRuntime().addShutdownHook(new Thread(running::kill));
    return running;
  }

  /**
   * Runs it to its end.
   *
   * @throws IOException if it does not end with exit code 0 in time; the message holds the end of
   *     its log
   */
  public void run(Path log, Duration limit) throws IOException {
    try (Running running = start(log)) {
      int exit = running.waitFor(limit);
      if (exit != 0) {
        throw new IOException(
            String.format(Locale.ROOT, "%s exited with %d%n%s", mainClass, exit, running.tail()));
      }
    }
  }

  /** A started program; closing it kills it (as {@code kill -9} does) if it still runs. */
  public static final class Running implements AutoCloseable {
    private static final int TAIL_CHARACTERS = 4000;

    private final Process process;
    private final Path log;
    private final String name;

    private Running(Process process, Path log, String name) {
      this.process = process;
      this.log = log;
      this.name = name;
    }

    public long pid() {
      return process.pid();
    }

    public boolean isAlive() {
      return process.isAlive();
    }

    /** Waits so long, or less if the process ends; true if it ended. */
    public boolean endsWithin(Duration limit) throws IOException {
      try {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while waiting for " + name, e);
      }
    }

    /** The exit code; a process that outlives the limit is killed. */
    public int waitFor(Duration limit) throws IOException {
      if (!endsWithin(limit)) {
        kill();
        throw new IOException(name + " still ran after " + limit + "\n" + tail());
      }
      return process.exitValue();
    }

    /** The end of what it printed. */
    public String tail() throws IOException {
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      return text.substring(Math.max(0, text.length() - TAIL_CHARACTERS));
    }

    /** Ends it at once, without a chance to clean up, and waits until it is gone. */
    public void kill() {
      process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
      kill();
    }
  }
}
