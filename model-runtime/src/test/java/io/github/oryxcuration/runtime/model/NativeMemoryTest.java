package io.github.oryxcuration.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.runtime.device.Precision;
import io.github.oryxcuration.runtime.generate.Progress;
import io.github.oryxcuration.runtime.prompt.Medium;
import io.github.oryxcuration.runtime.prompt.Question;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a call takes of native memory, it gives back. */
@Timeout(600)
class NativeMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int CALLS = 10_000;
  private static final int WARM_UP = 2_000;

  /** A leak of one tensor of the smallest cache a call would be 80 MB. */
  private static final long ALLOWED = 48L << 20;

  @TempDir Path folder;

  @Test
  void staysFlatOverTenThousandCalls() throws IOException {
    assumeTrue(Files.exists(STATUS), "Skipped: this system has no " + STATUS);
    TinyCheckpoint.write(folder, TinySpec.tiny());
    ModelSpec spec = new ModelSpec(folder.toString(), Precision.F32, List.of("cpu"));
    RgbImage picture = RgbImage.filled(32, 32, 9, 99, 199);
    try (OryxModel model = OryxModel.load(spec)) {
      var input = model.prepare(Question.of("Hi", List.of()));
      var seen = model.prepare(Question.of("Hi", List.of(new Medium.Picture(picture))));
      AnswerOptions options = AnswerOptions.upTo(2).withTemperature(1).withExactLength();
      long before = 0;
      for (int i = 0; i < WARM_UP + CALLS; i++) {
        if (i == WARM_UP) {
          before = anonymous();
        }
        Ask ask = new Ask(i % 50 == 0 ? seen : input, 1 + i % 2, i);
        model.answer(List.of(ask), options, Progress.NONE);
        if (i % 10 == 0) {
          model.score(input, List.of("yes", "no"));
        }
      }
      assertThat(anonymous() - before).isLessThan(ALLOWED);
    }
  }

  /** Bytes of this process that no file stands behind, the Java heap included. */
  private static long anonymous() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
      }
    }
    throw new IOException(STATUS + " has no RssAnon");
  }
}
