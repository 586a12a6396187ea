package io.github.oryxcuration.test.cluster;

import io.github.oryxcuration.test.process.ChildJvm;
import io.github.oryxcuration.test.process.FileTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Flink session cluster on loopback: one JobManager and some TaskManagers, each a process of its
 * own, on free ports, with files and logs below {@code target/flink/}. Closing it kills them all;
 * the logs stay. Killed TaskManagers are not replaced unless {@link #startTaskManager} is called,
 * and running jobs then go on by restarting (at most 10 times, after one second).
 *
 * <p>Memory: JobManager 384 MB heap; each TaskManager {@code taskHeapMb} + 128 MB heap and about
 * 400 MB besides.
 *
 * <p>The processes see the environment of the tests and have Flink and the native libraries on
 * their class path (see {@link FlinkClassPath}); the job brings the rest.
 */
public final class FlinkCluster implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final String LOOPBACK = "127.0.0.1";

  private final Path folder;
  private final FlinkClassPath classPath;
  private final FlinkRest rest;
  private final int slots;
  private final int taskHeapMb;
  private final List<ChildJvm.Running> processes = new ArrayList<>();
  private final List<ChildJvm.Running> taskManagers = new ArrayList<>();

  private FlinkCluster(Path folder, int slots, int taskHeapMb) throws IOException {
    this.folder = folder;
    this.classPath = FlinkClassPath.ofTests();
    this.slots = slots;
    this.taskHeapMb = taskHeapMb;
    int restPort = freePort();
    this.rest = new FlinkRest(LOOPBACK + ":" + restPort);
    Files.createDirectories(folder.resolve("conf"));
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(
        folder.resolve("conf/config.yaml"), config(restPort, freePort(), slots, taskHeapMb));
  }

  /** Starts a cluster with 512 MB of heap for the tasks of each TaskManager. */
  public static FlinkCluster start(int taskManagers, int slotsEach) throws IOException {
    return start(taskManagers, slotsEach, 512);
  }

  /** Starts a cluster and waits until all its TaskManagers have registered. */
  public static FlinkCluster start(int taskManagers, int slotsEach, int taskHeapMb)
      throws IOException {
    Path folder = Path.of("target", "flink", "cluster-" + NUMBERS.incrementAndGet());
    FlinkCluster cluster = new FlinkCluster(folder.toAbsolutePath(), slotsEach, taskHeapMb);
    try {
      cluster.startJobManager();
      for (int i = 0; i < taskManagers; i++) {
        cluster.launchTaskManager();
      }
      cluster.awaitTaskManagers(taskManagers);
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** {@code host:port}, for {@code --flinkMaster}. */
  public String flinkMaster() {
    return rest.address();
  }

  /** What a pipeline's command line needs so that it runs here: runner, address, jars, slots. */
  public List<String> runnerArguments() {
    return List.of(
        "--runner=FlinkRunner",
        "--flinkMaster=" + flinkMaster(),
        "--filesToStage=" + String.join(",", classPath.job()),
        "--parallelism=" + Math.max(1, liveTaskManagers() * slots));
  }

  /** Kills a TaskManager as {@code kill -9} does; 0 is the first that was started. */
  public void killTaskManager(int index) {
    taskManagers.get(index).kill();
  }

  /**
   * Starts one more TaskManager and waits until it has registered.
   *
   * @return its index
   */
  public int startTaskManager() throws IOException {
    launchTaskManager();
    awaitTaskManagers(liveTaskManagers());
    return taskManagers.size() - 1;
  }

  /** How many TaskManagers run. */
  public int liveTaskManagers() {
    return (int) taskManagers.stream().filter(ChildJvm.Running::isAlive).count();
  }

  /** The state of the job that was submitted last ({@code RUNNING}, {@code FINISHED}, …), or "". */
  public String lastJobState() throws IOException {
    return rest.lastJobState();
  }

  /** How many tasks of all jobs now run. */
  public int runningJobs() throws IOException {
    return rest.overview("jobs-running");
  }

  /** Where the processes write: logs, configuration, temporary files. */
  public Path folder() {
    return folder;
  }

  private void startJobManager() throws IOException {
    processes.add(
        launch(
            "jobmanager",
            List.of("-Xmx384m", "-XX:MaxMetaspaceSize=256m"),
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"));
  }

  private void launchTaskManager() throws IOException {
    String id = "taskmanager-" + taskManagers.size();
    ChildJvm.Running running =
        launch(
            id,
            List.of(
                "-Xmx" + (taskHeapMb + 128) + "m",
                "-XX:MaxDirectMemorySize=256m",
                "-XX:MaxMetaspaceSize=256m"),
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "-Dtaskmanager.resource-id=" + id);
    processes.add(running);
    taskManagers.add(running);
  }

  private ChildJvm.Running launch(
      String id, List<String> memory, String mainClass, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--configDir", folder.resolve("conf").toString()));
    all.addAll(List.of(arguments));
    Path temporary = Files.createDirectories(folder.resolve("tmp").resolve(id));
    return ChildJvm.of(mainClass, all.toArray(String[]::new))
        .withClassPath(classPath.cluster())
        .withFlags(ChildJvm.OPENS)
        .withFlags(memory)
        .withFlags(
            List.of(
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                "-Dorg.slf4j.simpleLogger.log.org.apache.pekko=warn"))
        .start(folder.resolve(id + ".log"));
  }

  /** Also fails as soon as one of the processes that should run has ended. */
  private void awaitTaskManagers(int wanted) throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    ChildJvm.Running jobManager = processes.get(0);
    while (rest.overview("taskmanagers") < wanted) {
      ChildJvm.Running newest = processes.get(processes.size() - 1);
      boolean ended = jobManager.endsWithin(Duration.ofMillis(100)) || !newest.isAlive();
      if (ended || System.nanoTime() > deadline) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "Flink has %d of %d TaskManagers; logs in %s%nJobManager: %s%nnewest: %s",
                rest.overview("taskmanagers"),
                wanted,
                folder,
                jobManager.tail(),
                newest.tail()));
      }
    }
  }

  /** Kills all processes; their logs stay, their temporary files go. */
  @Override
  public void close() throws IOException {
    processes.forEach(ChildJvm.Running::kill);
    FileTree.delete(folder.resolve("tmp"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** All memory sizes are named, because no shell script of Flink's works them out here. */
  private String config(int restPort, int rpcPort, int slotsEach, int heapMb) {
    return String.join(
        "\n",
        "jobmanager.rpc.address: " + LOOPBACK,
        "jobmanager.rpc.port: " + rpcPort,
        "jobmanager.bind-host: " + LOOPBACK,
        "jobmanager.memory.heap.size: 384m",
        "jobmanager.memory.off-heap.size: 128m",
        "rest.address: " + LOOPBACK,
        "rest.bind-address: " + LOOPBACK,
        "rest.port: " + restPort,
        "rest.bind-port: " + restPort,
        "taskmanager.host: " + LOOPBACK,
        "taskmanager.bind-host: " + LOOPBACK,
        "taskmanager.numberOfTaskSlots: " + slotsEach,
        "taskmanager.cpu.cores: 1.0",
        "taskmanager.memory.framework.heap.size: 128m",
        "taskmanager.memory.task.heap.size: " + heapMb + "m",
        "taskmanager.memory.framework.off-heap.size: 128m",
        "taskmanager.memory.task.off-heap.size: 64m",
        "taskmanager.memory.managed.size: 64m",
        "taskmanager.memory.network.min: 64m",
        "taskmanager.memory.network.max: 64m",
        "taskmanager.memory.jvm-metaspace.size: 256m",
        "taskmanager.memory.jvm-overhead.min: 192m",
        "taskmanager.memory.jvm-overhead.max: 192m",
        "heartbeat.interval: 1000",
        "heartbeat.timeout: 15000",
        "restart-strategy.type: fixed-delay",
        "restart-strategy.fixed-delay.attempts: 10",
        "restart-strategy.fixed-delay.delay: 1 s",
        "classloader.parent-first-patterns.additional: " + FlinkClassPath.PARENT_FIRST,
        "io.tmp.dirs: " + folder.resolve("tmp"),
        "web.tmpdir: " + folder.resolve("tmp"),
        "");
  }
}
