package io.github.oryxcuration.test.bench;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.geometry.FrameSampling;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.test.endtoend.BuiltSet;
import io.github.oryxcuration.test.endtoend.DrawnFilms;
import io.github.oryxcuration.test.process.ChildJvm;
import io.github.oryxcuration.test.process.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Needles of a single film of 100,000 key frames by the command itself, in a small heap. Pairs of
 * equal frames are planted where the haystack takes its frames from; none of them may be a needle.
 */
final class NeedleFilm {
  private static final int SHOTS = 33_334;
  private static final int IMAGES = 3;
  private static final int HAYSTACK = 192;
  private static final int PAIRS = 40;
  private static final int NEEDLES = 100;
  private static final Duration LIMIT = Duration.ofMinutes(60);

  private NeedleFilm() {}

  static void run(Path folder, String heap) throws IOException {
    int frames = SHOTS * IMAGES;
    Path tree = folder.resolve("movienet");
    if (!Files.exists(tree)) {
      DrawnFilms.tree(tree, 1, SHOTS);
    }
    int[] taken = FrameSampling.training(frames, HAYSTACK);
    Set<Long> planted = new HashSet<>();
    for (int i = 0; i < PAIRS; i++) {
      long from = taken[2 * i];
      long to = taken[HAYSTACK - 1 - 2 * i];
      Files.copy(picture(tree, from), picture(tree, to), StandardCopyOption.REPLACE_EXISTING);
      planted.addAll(List.of(from, to));
    }
    Path set = folder.resolve("set");
    FileTree.delete(set);
    ChildJvm child =
        ChildJvm.of(
                Main.class.getName(),
                "needles",
                "--movienet",
                tree.toString(),
                "--per-film",
                String.valueOf(NEEDLES),
                "--set",
                "min_sharpness=0",
                "--out",
                set.toString())
            .withFlags(List.of("-Xmx" + heap));
    say("%,d frames in a heap of %s: %s", frames, heap, measured(child, folder));
    int asked = 0;
    List<String> wrong = new ArrayList<>();
    for (Sample sample : new BuiltSet(set).samples().values()) {
      for (int at : requireNonNull(sample.needle()).idx()) {
        asked++;
        if (planted.contains(sample.frames().get(at).index())) {
          wrong.add(sample.id());
        }
      }
    }
    say("%d of %d asked frames are planted ones %s", wrong.size(), asked, wrong);
  }

  private static Path picture(Path tree, long frame) {
    String name =
        String.format(Locale.ROOT, "240P/tt1/shot_%04d_img_%d.jpg", frame / IMAGES, frame % IMAGES);
    return tree.resolve(name);
  }

  private static ProcessMeter.Measured measured(ChildJvm child, Path folder) throws IOException {
    return ProcessMeter.run(child.command(), folder.resolve("needles.log"), LIMIT);
  }

  private static void say(String pattern, Object... arguments) {
    System.out.printf(Locale.ROOT, pattern + "%n", arguments);
  }
}
