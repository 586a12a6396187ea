package io.github.oryxcuration.needle.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.needle.film.MovieNetFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureFileTest {
  @TempDir Path folder;

  @Test
  void measuresComeBackAsTheyWereAndUndecodableFramesStayAbsent() throws IOException {
    String path = folder.resolve("tt1.features").toString();
    List<@Nullable FrameFeatures> frames = new ArrayList<>();
    frames.add(FrameMeter.measure(MovieNetFixture.scene(1)));
    frames.add(null);
    frames.add(FrameMeter.measure(MovieNetFixture.scene(2)));

    FeatureFile.write(path, "digest", frames);

    assertThat(FeatureFile.read(path, "digest")).contains(frames);
    assertThat(FeatureFile.read(path, "another")).isEmpty();
    assertThat(FeatureFile.read(folder + "/none", "digest")).isEmpty();
  }

  @Test
  void tornOrForeignFileIsNoFile() throws IOException {
    Path file = folder.resolve("tt1.features");
    FeatureFile.write(file.toString(), "k", List.of(FrameMeter.measure(MovieNetFixture.scene(1))));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(FeatureFile.read(file.toString(), "k")).as("%d bytes", length).isEmpty();
    }
    Files.write(file, new byte[500]);
    assertThat(FeatureFile.read(file.toString(), "k")).isEmpty();
  }
}
