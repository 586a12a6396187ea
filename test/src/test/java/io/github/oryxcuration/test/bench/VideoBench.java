package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.test.process.ChildJvm;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A frame a second out of a long clip, beside the ffmpeg command that picks the same frames: CPU
 * seconds of whole processes, ours with the start of its JVM.
 *
 * <pre>
 *   VideoBench FOLDER [SECONDS [REPEATS [WIDTH HEIGHT]]]
 * </pre>
 *
 * <p>The clip (1080p30 H.264, veryfast, a key frame every 250 frames) is made in the folder by the
 * {@code ffmpeg} on the path, unless it is there. Every side has one thread. The yardsticks are
 * that command and the one of our own FFmpeg's version out of its jar. The pixels of the raw output
 * are compared with those of the command run with our scaler's flags.
 */
public final class VideoBench {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final int RATE = 30;
  private static final double MOST_ALLOWED = 1.05;
  private static final String BICUBIC = "bicubic";
  private static final String OUR_FLAGS =
      "bicubic+accurate_rnd+full_chroma_inp+full_chroma_int+bitexact";

  private final Path folder;
  private final Path clip;
  private final int width;
  private final int height;
  private final PrintStream out;

  private VideoBench(Path folder, Path clip, int width, int height, PrintStream out) {
    this.folder = folder;
    this.clip = clip;
    this.width = width;
    this.height = height;
    this.out = out;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 600;
    int repeats = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    int width = arguments.length > 4 ? Integer.parseInt(arguments[3]) : 640;
    int height = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 360;
    Path clip = folder.resolve("clip-" + seconds + ".mp4");
    if (!Files.exists(clip)) {
      make(clip, seconds);
    }
    VideoBench bench = new VideoBench(folder, clip, width, height, System.out);
    for (String format : List.of("rgb24", "mjpeg")) {
      bench.compare(format, repeats);
    }
    bench.comparePixels();
  }

  private static void make(Path clip, int seconds) throws IOException {
    Path unfinished = clip.resolveSibling("unfinished.mp4");
    String source = "testsrc2=size=1920x1080:rate=" + RATE + ":duration=" + seconds;
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
    command.addAll(List.of("-f", "lavfi", "-i", source, "-c:v", "libx264", "-preset", "veryfast"));
    command.addAll(List.of("-g", "250", "-pix_fmt", "yuv420p", unfinished.toString()));
    ProcessMeter.run(command, clip.resolveSibling("make.log"), LIMIT);
    Files.move(unfinished, clip, StandardCopyOption.ATOMIC_MOVE);
  }

  private void compare(String format, int repeats) throws IOException {
    out.printf(Locale.ROOT, "%s, %dx%d, %s%n", clip.getFileName(), width, height, format);
    Map<String, List<ProcessMeter.Measured>> runs = new LinkedHashMap<>();
    Path own = folder.resolve("own-ffmpeg");
    layOutOwnFfmpeg(own);
    Map<String, String> libraries = Map.of("LD_LIBRARY_PATH", own.toString());
    String program = own.resolve("ffmpeg").toString();
    List<ProcessMeter.Measured> our = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      record(runs, "ffmpeg on the path", theirs("ffmpeg", BICUBIC, format, Map.of()));
      record(runs, "ffmpeg of our jar ", theirs(program, BICUBIC, format, libraries));
      our.add(ours(format));
      out.printf(Locale.ROOT, "  ours, JVM included   %s%n", our.get(i));
    }
    runs.forEach(
        (side, measured) ->
            out.printf(
                Locale.ROOT,
                "  ours / %s, median cpu: %.2f / %.2f s = %.2f (at most %.2f)%n",
                side.strip(),
                median(our),
                median(measured),
                median(our) / median(measured),
                MOST_ALLOWED));
  }

  private void record(
      Map<String, List<ProcessMeter.Measured>> runs, String side, ProcessMeter.Measured measured) {
    runs.computeIfAbsent(side, key -> new ArrayList<>()).add(measured);
    out.printf(Locale.ROOT, "  %s   %s%n", side, measured);
  }

  private ProcessMeter.Measured ours(String format) throws IOException {
    ChildJvm child =
        ChildJvm.of(
                FrameExtract.class.getName(),
                clip.toString(),
                folder.resolve("ours." + format).toString(),
                Integer.toString(width),
                Integer.toString(height),
                format)
            .withFlags(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    return ProcessMeter.run(child.command(), folder.resolve("ours.log"), LIMIT);
  }

  private ProcessMeter.Measured theirs(
      String program, String flags, String format, Map<String, String> environment)
      throws IOException {
    String filter =
        String.format(
            Locale.ROOT,
            "select='not(mod(n\\,%d))',scale=%d:%d:flags=%s",
            RATE,
            width,
            height,
            flags);
    List<String> command = new ArrayList<>(List.of(program, "-v", "error", "-y"));
    command.addAll(List.of("-threads", "1", "-filter_threads", "1", "-i", clip.toString()));
    command.addAll(List.of("-vf", filter, "-vsync", "0", "-threads", "1"));
    command.addAll(
        format.equals("rgb24")
            ? List.of("-pix_fmt", "rgb24", "-f", "rawvideo")
            : List.of("-c:v", "mjpeg", "-q:v", "3", "-f", "mjpeg"));
    command.add(folder.resolve("theirs." + format).toString());
    return ProcessMeter.run(command, environment, folder.resolve("theirs.log"), LIMIT);
  }

  /** The ffmpeg program that lies in the jar of our natives, beside its libraries. */
  private static void layOutOwnFfmpeg(Path target) throws IOException {
    Files.createDirectories(target);
    String jar =
        ChildJvm.testClassPath().stream()
            .filter(entry -> entry.matches(".*/ffmpeg-[^/]*-linux-x86_64\\.jar"))
            .findFirst()
            .orElseThrow(() -> new IOException("No FFmpeg natives on the class path"));
    try (JarFile file = new JarFile(jar)) {
      for (Enumeration<JarEntry> e = file.entries(); e.hasMoreElements(); ) {
        JarEntry entry = e.nextElement();
        if (entry.getName().startsWith("org/bytedeco/ffmpeg/linux-x86_64/")
            && !entry.isDirectory()) {
          String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
    Path program = target.resolve("ffmpeg");
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("Cannot make executable: " + program);
    }
  }

  private void comparePixels() throws IOException {
    ours("rgb24");
    theirs("ffmpeg", OUR_FLAGS, "rgb24", Map.of());
    Path own = folder.resolve("ours.rgb24");
    Path other = folder.resolve("theirs.rgb24");
    long frameBytes = 3L * width * height;
    int worst = 0;
    long bytes = 0;
    try (InputStream a = new BufferedInputStream(Files.newInputStream(own));
        InputStream b = new BufferedInputStream(Files.newInputStream(other))) {
      for (int x = a.read(), y = b.read(); x >= 0 && y >= 0; x = a.read(), y = b.read()) {
        worst = Math.max(worst, Math.abs(x - y));
        bytes++;
      }
    }
    out.printf(
        Locale.ROOT,
        "frames: ours %d, theirs %d; with equal scaler flags the largest difference of a level in"
            + " %d frames is %d%n",
        Files.size(own) / frameBytes,
        Files.size(other) / frameBytes,
        bytes / frameBytes,
        worst);
  }

  private static double median(List<ProcessMeter.Measured> runs) {
    return runs.stream()
        .mapToDouble(run -> run.cpu().toNanos() / 1e9)
        .sorted()
        .skip(runs.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
