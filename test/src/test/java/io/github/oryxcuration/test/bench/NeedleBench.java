package io.github.oryxcuration.test.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.needle.choose.Depths;
import io.github.oryxcuration.needle.choose.EvenAllocation;
import io.github.oryxcuration.needle.choose.FilmOffers;
import io.github.oryxcuration.needle.choose.Haystack;
import io.github.oryxcuration.needle.choose.NearIndex;
import io.github.oryxcuration.needle.choose.Nearness;
import io.github.oryxcuration.needle.choose.Task;
import io.github.oryxcuration.needle.feature.FrameFeatures;
import io.github.oryxcuration.needle.feature.FrameMeter;
import io.github.oryxcuration.needle.feature.Quality;
import io.github.oryxcuration.needle.film.FilmFrame;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Needles at scale: measuring frames ({@code features}, drawn ones and, with a folder of JPEGs,
 * those), finding near frames of one long film ({@code index}), such a film by the command itself
 * ({@code film FOLDER HEAP}), planning a thousand films ({@code plan}), and a build of 10,000
 * needles whose captions fail now and then ({@code cells FOLDER}). CPU time is that of the whole
 * process. Run it as a program.
 */
final class NeedleBench {
  private static final int PLANTED = 100;
  private static final int CHECKED = 500;
  private static final long MAX_PIXELS = 1 << 24;

  private NeedleBench() {}

  public static void main(String[] args) throws IOException {
    switch (args.length == 0 ? "" : args[0]) {
      case "features" -> {
        drawnFeatures();
        if (args.length > 1) {
          pictureFeatures(Path.of(args[1]));
        }
      }
      case "index" -> {
        index(10_000);
        index(10_000);
        index(100_000);
      }
      case "plan" -> plan(1100, 1000);
      case "film" -> NeedleFilm.run(Path.of(args[1]), args[2]);
      case "cells" -> NeedleCells.run(Path.of(args[1]));
      default ->
          throw new IllegalArgumentException("expected features, index, film, plan or cells");
    }
  }

  /** Of all threads, so that collecting garbage counts. */
  private static double cpuSeconds() {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return machine.getProcessCpuTime() / 1e9;
  }

  private static void say(String pattern, Object... arguments) {
    System.out.printf(Locale.ROOT, pattern + "%n", arguments);
  }

  private static long usedMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        >> 20;
  }

  /** Smooth noise: a few random colours blown up. */
  private static RgbImage drawn(long seed, int width, int height) {
    byte[] rgb = new byte[8 * 6 * 3];
    new Random(seed).nextBytes(rgb);
    return PillowBicubic.resize(new RgbImage(8, 6, rgb), width, height);
  }

  private static void drawnFeatures() {
    List<RgbImage> frames = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      frames.add(drawn(i, 426, 240));
    }
    double seconds = secondsOfEach(frames.size(), i -> FrameMeter.measure(frames.get(i)));
    say("drawn frames of 426x240: %.0f measured per CPU second", 1 / seconds);
  }

  /** JPEGs as a film's key frames are: measured, decoded, and both. */
  private static void pictureFeatures(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    List<RgbImage> frames = new ArrayList<>();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.filter(f -> f.toString().endsWith(".jpg")).sorted().toList()) {
        files.add(Files.readAllBytes(file));
        frames.add(Pictures.decode(files.get(files.size() - 1), MAX_PIXELS));
      }
    }
    int count = files.size();
    double measured = secondsOfEach(count, i -> FrameMeter.measure(frames.get(i)));
    double decoded = secondsOfEach(count, i -> Pictures.decode(files.get(i), MAX_PIXELS));
    say(
        "%d JPEGs, the first of %s: per CPU second %.0f measured, %.0f decoded, %.0f both",
        count, frames.get(0).size(), 1 / measured, 1 / decoded, 1 / (measured + decoded));
  }

  /** CPU seconds of one call, after calls that warm up. */
  private static double secondsOfEach(int count, IntConsumer call) {
    int rounds = 2000 / count + 1;
    double start = 0;
    for (int round = -rounds; round < rounds; round++) {
      start = round == 0 ? cpuSeconds() : start;
      for (int i = 0; i < count; i++) {
        call.accept(i);
      }
    }
    return (cpuSeconds() - start) / rounds / count;
  }

  private static FrameFeatures random(Random random) {
    byte[] grid = new byte[FrameFeatures.GRID];
    random.nextBytes(grid);
    return new FrameFeatures(random.nextLong(), 120, 200, 0.5f, 0, 0, 0, grid);
  }

  /** Frames drawn and measured, each unlike all others; some of them planted again elsewhere. */
  private static void index(int count) {
    List<FrameFeatures> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(FrameMeter.measure(drawn(1000 + i, 48, 27)));
    }
    Random random = new Random(1);
    Set<Integer> planted = new HashSet<>();
    while (planted.size() < 2 * PLANTED) {
      int from = random.nextInt(count / 2);
      int to = count / 2 + random.nextInt(count / 2);
      if (!planted.contains(from) && planted.add(to)) {
        frames.set(to, FrameMeter.measure(drawn(1000 + from, 48, 27)));
        planted.add(from);
      }
    }
    double start = cpuSeconds();
    NearIndex index = new NearIndex(frames, Nearness.DEFAULT);
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i < count; i++) {
      if (!index.isDistinct(i)) {
        found.add(i);
      }
    }
    double seconds = cpuSeconds() - start;
    long missed = planted.stream().filter(frame -> !found.contains(frame)).count();
    say(
        "%,d frames: %.2f CPU s, %d of %d planted frames missed, %d others near, %d of %d checked"
            + " against all frames wrong; heap peak %d MB",
        count,
        seconds,
        missed,
        planted.size(),
        found.size() - planted.size() + missed,
        wrong(frames, found),
        CHECKED,
        usedMegabytes());
  }

  /** Of evenly spread frames, those of which comparing with all says otherwise than the index. */
  private static long wrong(List<FrameFeatures> frames, Set<Integer> found) {
    return IntStream.range(0, CHECKED)
        .map(i -> (int) ((long) i * frames.size() / CHECKED))
        .filter(
            i ->
                found.contains(i)
                    != IntStream.range(0, frames.size())
                        .anyMatch(
                            j -> j != i && Nearness.DEFAULT.near(frames.get(i), frames.get(j))))
        .count();
  }

  /** From measured features to the even allocation. */
  private static void plan(int films, int frames) {
    double start = cpuSeconds();
    Depths depths = new Depths(10);
    List<Task> tasks = List.of(Task.CAPTION, Task.DIFF);
    int cells = 20;
    int[][] supply = new int[films][cells];
    int[] perFilm = new int[films];
    Arrays.fill(perFilm, 12);
    double drawing = 0;
    for (int film = 0; film < films; film++) {
      double before = cpuSeconds();
      Random random = new Random(film);
      List<@Nullable FrameFeatures> features = new ArrayList<>();
      List<FilmFrame> list = new ArrayList<>();
      for (int i = 0; i < frames; i++) {
        // A third of all frames looks like the one before: three key frames of a shot.
        features.add(i % 3 == 1 ? features.get(i - 1) : random(random));
        list.add(new FilmFrame(i, i / 3, i % 3, i, i % 3 == 1));
      }
      drawing += cpuSeconds() - before;
      Haystack haystack = Haystack.of(features, 192, Nearness.DEFAULT);
      List<FrameFeatures> chosen = new ArrayList<>();
      List<FilmFrame> shown = new ArrayList<>();
      for (int at : haystack.frames()) {
        FrameFeatures frame = features.get(at);
        if (frame != null) {
          chosen.add(frame);
          shown.add(list.get(at));
        }
      }
      FilmOffers offers =
          FilmOffers.of(
              "film " + film,
              shown,
              chosen,
              new FilmOffers.Spec(1, depths, tasks, 4, Nearness.DEFAULT, Quality.DEFAULT));
      for (int bin = 0; bin < 10; bin++) {
        // A tenth of the films fails, and a fifth of what the others offer.
        boolean lost = film % 10 == 7;
        supply[film][bin] = lost ? 0 : offers.count(Task.CAPTION, bin) * 4 / 5;
        supply[film][10 + bin] = lost ? 0 : offers.count(Task.DIFF, bin) * 4 / 5;
      }
    }
    int[][] taken = EvenAllocation.even(supply, perFilm, 10_000);
    int[] sums = new int[cells];
    for (int[] film : taken) {
      for (int c = 0; c < cells; c++) {
        sums[c] += film[c];
      }
    }
    say(
        "%d films x %d frames: %.1f CPU s (drawing them %.1f s left out), cells from %d to %d, %d"
            + " needles; heap peak %d MB",
        films,
        frames,
        cpuSeconds() - start - drawing,
        drawing,
        Arrays.stream(sums).min().orElse(0),
        Arrays.stream(sums).max().orElse(0),
        Arrays.stream(sums).sum(),
        usedMegabytes());
  }
}
