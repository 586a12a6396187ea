package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomScan;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scene.Instances;
import io.github.oryxcuration.correspondence.track.ScanSequence;
import io.github.oryxcuration.correspondence.track.geometric.GeometricTracker;
import io.github.oryxcuration.test.process.ChildJvm;
import io.github.oryxcuration.test.process.FileTree;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Scans at full size. Run by hand.
 *
 * <pre>
 *   ScanBench views FOLDER              CPU time of a view of 640x480 over a mesh of 80,000 vertices
 *   ScanBench recording FOLDER TRACKER  peak memory of a build from a recording of 5,000 frames
 *   ScanBench noise FOLDER              how right marks are when poses are off by 3 cm and 1.5 degrees
 * </pre>
 *
 * <p>{@code views} measures all that a view costs: its depth is read and unpacked, objects are
 * projected and tested, holes closed. The first round is cold and told apart.
 */
public final class ScanBench {
  private static final String SCAN = "scene0950_00";
  private static final int FRAMES = 5000;
  private static final int DRAWN = 250;
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private ScanBench() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
    switch (arguments[0]) {
      case "views" -> views(folder);
      case "recording" -> recording(folder, arguments[2]);
      case "noise" -> {
        for (String placement : List.of("robust", "paper")) {
          noise(folder, placement);
        }
      }
      default -> throw new IllegalArgumentException("expected views, recording or noise");
    }
  }

  private static void views(Path folder) throws IOException {
    Room room = Room.of(RoomSpec.of(5, 40, 640, 480).withMeshSpacing(0.0168));
    RoomScan.write(room, folder.toString(), SCAN);
    ScanFolder scan = ScanFolder.find(folder.toString(), SCAN);
    Instances instances = Instances.read(scan);
    try (Scan opened = scan.open()) {
      ScanSequence sequence = new ScanSequence(opened, opened.frames());
      GeometricTracker tracker = new GeometricTracker(instances);
      for (int round = 0; round < 6; round++) {
        double start = cpuSeconds();
        tracker.track(sequence);
        System.out.printf(
            Locale.ROOT,
            "%,d vertices, %s: %.4f CPU-s a view%n",
            instances.mesh().vertices(),
            round == 0 ? "cold" : "warm",
            (cpuSeconds() - start) / sequence.count());
      }
    }
  }

  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  private static void recording(Path folder, String tracker) throws IOException {
    Path root = folder.resolve("scannet");
    Path sens = root.resolve("scans/" + SCAN + "/" + SCAN + ".sens");
    if (!Files.exists(sens)) {
      Room room = Room.of(RoomSpec.of(5, DRAWN, 640, 480).withMeshSpacing(0.0168));
      RoomScan.write(room, root.toString(), SCAN);
      lengthen(sens);
    }
    System.out.printf(Locale.ROOT, "%,d frames, %,d MB%n", FRAMES, Files.size(sens) / 1_000_000);
    Path set = folder.resolve("set");
    FileTree.delete(set);
    ChildJvm child =
        ChildJvm.of(
                Main.class.getName(),
                "correspond",
                "--scannet",
                root.toString(),
                "--scanqa",
                root.resolve("qa/ScanQA_v1.0_train_" + SCAN + ".json").toString(),
                "--tracker",
                tracker,
                "--out",
                set.toString())
            .withFlags(List.of("-Xmx512m"));
    System.out.printf(
        Locale.ROOT,
        "%s  %s%n",
        tracker,
        ProcessMeter.run(child.command(), folder.resolve(tracker + ".log"), LIMIT));
  }

  /** Standard deviations of each coordinate and of the turn; depth is off by 1 %. */
  private static void noise(Path folder, String placement) throws IOException {
    for (long seed = 1; seed <= 5; seed++) {
      Path root = folder.resolve("noise-" + seed);
      RoomSpec spec =
          RoomSpec.of(seed, 60, 640, 480)
              .withMeshSpacing(0.03)
              .withDepthNoise(0.01)
              .withPoseNoise(0.03, 1.5);
      if (!Files.exists(root)) {
        RoomScan.write(Room.of(spec), root.toString(), SCAN);
      }
      Path set = folder.resolve("set-" + seed + "-" + placement);
      FileTree.delete(set);
      command(
          "correspond",
          "-q",
          "--scannet",
          root.toString(),
          "--scanqa",
          root.resolve("qa/ScanQA_v1.0_train_" + SCAN + ".json").toString(),
          "--placement",
          placement,
          "--out",
          set.toString());
      System.out.printf(Locale.ROOT, "%s, room %d%n", placement, seed);
      command("correspond", "evaluate", set.toString(), "--truth", root.toString());
    }
  }

  private static void command(String... words) {
    PrintWriter screen = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    int exit = Main.run(screen, screen, words);
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", words) + " ended with " + exit);
    }
  }

  /** Each drawn frame many times over, as if the scanner had been held still. */
  private static void lengthen(Path sens) throws IOException {
    Path longer = sens.resolveSibling("longer.sens");
    try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(sens)));
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(longer))) {
      byte[] start = in.readNBytes(12);
      out.write(start);
      int name = (int) little(start).getLong(4);
      out.write(in.readNBytes(name + 4 * 64 + 6 * 4 + 4));
      in.readNBytes(8);
      out.write(little(new byte[8]).putLong(0, FRAMES).array());
      for (int i = 0; i < DRAWN; i++) {
        byte[] head = in.readNBytes(96);
        byte[] pictures =
            in.readNBytes((int) (little(head).getLong(80) + little(head).getLong(88)));
        for (int copy = 0; copy < FRAMES / DRAWN; copy++) {
          out.write(head);
          out.write(pictures);
        }
      }
      out.write(new byte[8]);
    }
    Files.move(longer, sens, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
