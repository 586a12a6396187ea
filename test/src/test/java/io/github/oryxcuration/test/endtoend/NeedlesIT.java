package io.github.oryxcuration.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.cli.Main;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The needles command on real films, from raw data to shards. */
class NeedlesIT {
  @TempDir Path folder;

  private Map<String, Sample> build(String out, String... films) throws IOException {
    StringWriter screen = new StringWriter();
    String[] arguments = {"needles", "-q", "--set", "depths=5", "--out", folder + "/" + out};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + films.length);
    System.arraycopy(films, 0, all, arguments.length, films.length);

    int code = Main.run(new PrintWriter(screen), new PrintWriter(screen), all);

    assertThat(code).as(screen.toString()).isZero();
    BuiltSet set = new BuiltSet(folder.resolve(out));
    assertThat(set.manifest().balances()).isTrue();
    return set.samples();
  }

  private static void check(Map<String, Sample> samples) {
    assertThat(samples).hasSizeGreaterThanOrEqualTo(10);
    for (Sample sample : samples.values()) {
      Needle needle = java.util.Objects.requireNonNull(sample.needle());
      assertThat(sample.modality().word()).isEqualTo("video_long");
      assertThat(needle.idx()).allMatch(i -> i >= 0 && i < sample.frames().size());
      assertThat(sample.budget().frames()).isEqualTo(sample.frames().size());
      assertThat(sample.budget().distortion()).isLessThan(1.05);
      for (Frame frame : sample.frames()) {
        assertThat(Digest.hex(frame.picture().bytes())).isEqualTo(frame.sha256());
        assertThat(frame.width() % 128 + frame.height() % 128).isZero();
      }
      checkAsked(sample, needle);
    }
  }

  /** For 20 draws of the trainer's bound, the asked frames are those that were captioned. */
  private static void checkAsked(Sample sample, Needle needle) {
    JsonNode about = Json.read(needle.about(), JsonNode.class);
    assertThat(about.path("position").asText()).isEqualTo("fixed");
    for (int seed = 0; seed < 20; seed++) {
      TrainersLoading loaded =
          TrainersLoading.of(sample.frames().size(), needle.idx(), 64, new Random(seed));
      for (int i = 0; i < loaded.idx().size(); i++) {
        int stored = loaded.shown().get(loaded.idx().get(i));
        assertThat(Digest.hex(sample.frames().get(stored).picture().bytes()))
            .isEqualTo(about.path("pictures").path(i).asText());
      }
    }
  }

  @Test
  void movieNetTreeBecomesNeedles() throws IOException {
    check(build("tree", "--movienet", SharedFiles.shared("data/movienet").toString()));
  }

  @Test
  void videoFileBecomesNeedlesAndAgainTheSame() throws IOException {
    String film = SharedFiles.shared("data/videos/one-by-one-person-detection.mp4").toString();
    check(build("one", "--films", film));
    build("two", "--films", film);

    assertThat(new BuiltSet(folder.resolve("two")).shards())
        .isEqualTo(new BuiltSet(folder.resolve("one")).shards());
  }
}
