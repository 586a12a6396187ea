package io.github.oryxcuration.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeCacheTest {
  private static final String KEY = "image-settings-digest";

  @TempDir private Path folder;

  private ProbeCache open(String toolkit) throws IOException {
    return ProbeCache.open(folder.resolve("media.jsonl").toString(), toolkit);
  }

  private static Probed probed(int width) {
    return new Probed(new MediaProbe("p", "ab", 7, "jpg", width, 2, 1, 1, 0, 0, false), List.of());
  }

  @Test
  void newToolkitMeasuresAnewWhatAnOldOneMeasured() throws IOException {
    ProbeCache old = open("0.1.0");
    old.add(KEY, probed(1));
    old.commit();

    assertThat(open("0.1.0").find(KEY)).isEqualTo(probed(1));
    ProbeCache newer = open("0.2.0");
    assertThat(newer.find(KEY)).isNull();

    newer.add(KEY, probed(3));
    newer.commit();
    assertThat(open("0.2.0").find(KEY)).isEqualTo(probed(3));
    assertThat(open("0.1.0").find(KEY)).isNull();
  }

  @Test
  void tornLineIsMeasuredAnew() throws IOException {
    ProbeCache first = open("1");
    first.add(KEY, probed(1));
    first.commit();
    Path file = folder.resolve("media.jsonl");
    Files.writeString(file, "{\"key\":\n" + Files.readString(file) + "{\"key\":\"1/1 x\"");

    assertThat(open("1").find(KEY)).isEqualTo(probed(1));
  }

  @Test
  void probeUnderAWiderLimitSaysNothingUnderANarrowerOne() throws IOException {
    Path picture = folder.resolve("p.png");
    Files.write(picture, PngEncoder.encode(new RgbImage(10, 10, new byte[300])));
    MediaRef ref = new MediaRef.InFile(picture.toString());
    TrainerSpec trainer =
        new TrainerSpec(8192, TrainerSpec.OverBudget.KEEP, 1536, 0, 288, 480, 1, 64);
    ProbeCache wide = open("1");
    try (MediaReader media = new MediaReader(spec(100), trainer, wide)) {
      assertThat(media.probe(ref, Modality.IMAGE).probe().width()).isEqualTo(10);
    }
    wide.commit();

    try (MediaReader media = new MediaReader(spec(99), trainer, open("1"))) {
      assertThatThrownBy(() -> media.probe(ref, Modality.IMAGE))
          .isInstanceOf(CurationException.class)
          .hasMessage(picture + ": 10x10 are 100 pixels, 99 allowed (media.max_pixels)");
    }
  }

  private static MediaSpec spec(long maxPixels) {
    return new MediaSpec(
        MediaSpec.Check.DECODE,
        MediaSpec.Links.WITHIN,
        maxPixels,
        1 << 20,
        60,
        1000,
        0,
        MediaSpec.Fit.STRETCH,
        MediaSpec.CorruptTail.QUARANTINE,
        95);
  }
}
