package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.evaluate.SequenceInput;
import io.github.oryxcuration.correspondence.evaluate.SequenceScores;
import io.github.oryxcuration.correspondence.evaluate.TrackEvaluation;
import io.github.oryxcuration.correspondence.room.Room;
import io.github.oryxcuration.correspondence.room.RoomSpec;
import io.github.oryxcuration.correspondence.room.RoomView;
import io.github.oryxcuration.correspondence.scan.FrameChecker;
import io.github.oryxcuration.correspondence.scan.Scan;
import io.github.oryxcuration.correspondence.scan.ScanFolder;
import io.github.oryxcuration.correspondence.scan.ScanFrame;
import io.github.oryxcuration.correspondence.scene.MapZip;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.ScanSequence;
import io.github.oryxcuration.correspondence.track.Tracks;
import io.github.oryxcuration.correspondence.track.propose.ColorRegions;
import io.github.oryxcuration.correspondence.track.propose.DepthRegions;
import io.github.oryxcuration.correspondence.track.propose.Proposals;
import io.github.oryxcuration.correspondence.track.region.RegionTracker;
import io.github.oryxcuration.test.process.FileTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The region tracker, with one set of parameters for all. Run by hand.
 *
 * <pre>
 *   TrackerBench speed          ms a frame of 640x480 with twelve objects, both ways, on one core
 *   TrackerBench davis SHARED   J and F on the car of DAVIS from its first mask
 *   TrackerBench room           IDF1 in rooms of seeds 1 to 5: exact masks without ids, own proposals
 *   TrackerBench scan SHARED FOLDER
 *                               marks on the shared scan without its geometry, and how many of its
 *                               objects are proposed at all; pictures into FOLDER
 * </pre>
 *
 * <p>{@code scan} builds a set with {@code tracker=region} and compares its marks with the
 * hand-labelled objects. Its pictures show frames of the scan with what was found and, below, what
 * is true, each object in a colour of its own.
 */
public final class TrackerBench {
  private static final String SCAN = "scene0901_00";
  private static final int EVERY = 10;
  private static final int ROOMS = 5;
  private static final int SHOWN = 8;
  private static final double LEAST_SHARE = 0.004;

  private TrackerBench() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "speed" -> speed();
      case "davis" -> davis(Path.of(arguments[1]));
      case "room" -> rooms();
      case "scan" ->
          scan(
              Path.of(arguments[1]).toAbsolutePath().normalize(),
              Files.createDirectories(Path.of(arguments[2])).toAbsolutePath());
      default -> throw new IllegalArgumentException("expected speed, davis, room or scan");
    }
  }

  private static void speed() throws IOException {
    RoomVideo room = new RoomVideo(RoomSpec.of(1, 60, 640, 480));
    for (int round = 0; round < 8; round++) {
      long start = System.nanoTime();
      double cpu = cpuMillis();
      new RegionTracker(room.masks(), EVERY, true).track(room);
      print(
          "%s: %.1f ms a frame, %.1f CPU-ms",
          round == 0 ? "cold" : "warm",
          (System.nanoTime() - start) / 1e6 / room.count(),
          (cpuMillis() - cpu) / room.count());
    }
    long start = System.nanoTime();
    double cpu = cpuMillis();
    new RegionTracker().track(room);
    print(
        "with its own proposals: %.1f ms a frame, %.1f CPU-ms",
        (System.nanoTime() - start) / 1e6 / room.count(), (cpuMillis() - cpu) / room.count());
  }

  private static void davis(Path shared) throws IOException {
    Path sequence = shared.resolve("tracking/davis_car-shadow").toAbsolutePath().normalize();
    try (SequenceInput input =
        SequenceInput.open(
            sequence.resolve("JPEGImages").toString(),
            sequence.resolve("Annotations").toString())) {
      for (int round = 0; round < 3; round++) {
        SequenceScores scores =
            input.evaluate(SequenceInput.Kind.REGION, SequenceInput.Given.of("first"), false);
        SequenceScores.Masks masks = Objects.requireNonNull(scores.masks());
        print(
            "J %.1f, F %.1f, J&F %.1f, %.1f ms a frame, decoding included",
            100 * masks.j().mean(),
            100 * masks.f().mean(),
            100 * masks.jAndF(),
            scores.millisPerFrame());
      }
    }
  }

  private static void rooms() throws IOException {
    for (long seed = 1; seed <= ROOMS; seed++) {
      RoomVideo room = new RoomVideo(RoomSpec.of(seed, 160, 320, 240));
      print(
          "seed %d: IDF1 %.1f with exact masks without ids every ten frames, %.1f with its own"
              + " proposals",
          seed,
          100 * room.idf1(new RegionTracker(room.masks(), EVERY, true).track(room)),
          100 * room.idf1(new RegionTracker().track(room)));
    }
  }

  private static void scan(Path shared, Path folder) throws IOException {
    Path root = shared.resolve("scannet");
    for (String verify : List.of("none", "geometry")) {
      Path set = folder.resolve("set-" + verify);
      FileTree.delete(set);
      print("ids verified by: %s", verify);
      run(
          "correspond",
          "-q",
          "--scannet",
          root.toString(),
          "--scanqa",
          root.resolve("qa/ScanQA_v1.0_train.json").toString(),
          "--out",
          set.toString(),
          "--set",
          "tracker=region",
          "--set",
          "every=1",
          "--set",
          "verify=" + verify);
      run("correspond", "evaluate", set.toString(), "--truth", root.toString());
    }
    pictures(ScanFolder.find(root.toString(), SCAN), folder);
  }

  private static void run(String... command) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    if (Main.run(out, err, command) != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }

  private static void pictures(ScanFolder folder, Path into) throws IOException {
    try (Scan scan = folder.open();
        MapZip truth = MapZip.open(folder.file("_2d-instance-filt.zip"))) {
      FrameChecker checker = new FrameChecker(scan);
      List<ScanFrame> usable = new ArrayList<>();
      for (ScanFrame frame : checker.posed()) {
        if (checker.fault(frame).isEmpty()) {
          usable.add(frame);
        }
      }
      ScanSequence frames = new ScanSequence(scan, usable);
      recall("colour", new ColorRegions(), frames, truth);
      recall("depth", new DepthRegions(), frames, truth);
      Tracks tracks = new RegionTracker(new ColorRegions()).track(frames);
      for (int i = 0; i < frames.count(); i += SHOWN) {
        LabelMap real = real(truth, frames, i);
        RgbImage image = frames.image(i);
        Path file = into.resolve(String.format(Locale.ROOT, "frame-%d.png", frames.number(i)));
        Files.write(
            file, PngEncoder.encode(below(tinted(image, tracks.map(i)), tinted(image, real))));
        print("%s", file);
      }
    }
  }

  private static LabelMap real(MapZip truth, ScanSequence frames, int i) throws IOException {
    var map = Objects.requireNonNull(truth.map(frames.number(i)));
    return new LabelMap(map.width(), map.height(), map.values())
        .resized(frames.width(), frames.height());
  }

  /** How many annotated objects of at least 0.4 % of their frame a proposal covers at IoU 0.5. */
  private static void recall(String name, Proposals proposals, ScanSequence frames, MapZip truth)
      throws IOException {
    int objects = 0;
    int found = 0;
    int proposed = 0;
    int looked = 0;
    for (int i = 0; i < frames.count(); i += SHOWN, looked++) {
      LabelMap real = real(truth, frames, i);
      LabelMap map =
          proposals
              .propose(frames, i, frames.image(i))
              .orElseGet(() -> LabelMap.empty(frames.width(), frames.height()));
      Map<Integer, Integer> areas = map.areas();
      proposed += areas.size();
      for (Map.Entry<Integer, Integer> object : real.areas().entrySet()) {
        if (object.getValue() < LEAST_SHARE * frames.width() * frames.height()) {
          continue;
        }
        objects++;
        Map<Integer, Integer> common = new TreeMap<>();
        for (int p = 0; p < real.ids().length; p++) {
          if ((real.ids()[p] & 0xffff) == object.getKey() && map.ids()[p] != 0) {
            common.merge(map.ids()[p] & 0xffff, 1, Integer::sum);
          }
        }
        found +=
            common.entrySet().stream()
                    .anyMatch(
                        entry ->
                            2 * entry.getValue()
                                >= areas.getOrDefault(entry.getKey(), 0)
                                    + object.getValue()
                                    - entry.getValue())
                ? 1
                : 0;
      }
    }
    print(
        "proposals by %s: recall at 0.5 %.2f, %.0f a frame",
        name, (double) found / objects, (double) proposed / looked);
  }

  /** Half the picture, half a colour for each id. */
  private static RgbImage tinted(RgbImage image, LabelMap map) {
    byte[] rgb = image.rgb().clone();
    for (int p = 0; p < map.ids().length; p++) {
      int id = map.ids()[p] & 0xffff;
      int color = id == 0 ? 0 : (id * 0x9E3779B1) >>> 8;
      for (int c = 0; c < 3; c++) {
        int at = 3 * p + c;
        rgb[at] = (byte) (((rgb[at] & 255) + (color >> (8 * c) & 255)) / 2);
      }
    }
    return new RgbImage(image.width(), image.height(), rgb);
  }

  private static RgbImage below(RgbImage top, RgbImage bottom) {
    byte[] rgb = new byte[top.rgb().length + bottom.rgb().length];
    System.arraycopy(top.rgb(), 0, rgb, 0, top.rgb().length);
    System.arraycopy(bottom.rgb(), 0, rgb, top.rgb().length, bottom.rgb().length);
    return new RgbImage(top.width(), top.height() + bottom.height(), rgb);
  }

  private static double cpuMillis() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  /** A room as a video, rendered before anything is measured. */
  private static final class RoomVideo implements FrameSequence {
    private final RoomSpec spec;
    private final List<RgbImage> images = new ArrayList<>();
    private final List<LabelMap> truth = new ArrayList<>();

    RoomVideo(RoomSpec spec) {
      this.spec = spec;
      Room room = Room.of(spec);
      for (int i = 0; i < spec.frames(); i++) {
        RoomView view = room.view(i);
        images.add(view.image());
        short[] ids = view.ids().ids().clone();
        for (int p = 0; p < ids.length; p++) {
          ids[p] = ids[p] > spec.boxes() ? 0 : ids[p]; // without floor and walls
        }
        truth.add(new LabelMap(spec.width(), spec.height(), ids));
      }
    }

    /** Exact masks, under other ids in every frame. */
    Proposals masks() {
      return (frames, frame, image) -> {
        short[] ids = truth.get(frame).ids().clone();
        for (int p = 0; p < ids.length; p++) {
          ids[p] = ids[p] == 0 ? 0 : (short) (1 + (ids[p] * 7 + frame) % 61);
        }
        return Optional.of(new LabelMap(width(), height(), ids));
      };
    }

    double idf1(Tracks tracks) {
      TrackEvaluation evaluation = new TrackEvaluation();
      for (int i = 0; i < count(); i++) {
        evaluation.add(tracks.map(i), truth.get(i));
      }
      return evaluation.scores().idf1();
    }

    @Override
    public int count() {
      return images.size();
    }

    @Override
    public int width() {
      return spec.width();
    }

    @Override
    public int height() {
      return spec.height();
    }

    @Override
    public RgbImage image(int frame) {
      return images.get(frame);
    }

    @Override
    public @Nullable View view(int frame) {
      return null;
    }
  }
}
