package io.github.oryxcuration.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.recipe.TrainingStage;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.MediaRef.Inserted;
import io.github.oryxcuration.core.sample.MediaRef.Picked;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.video.NumberedFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsertedMediaTest {
  private static final MediaSpec SPEC =
      new MediaSpec(
          MediaSpec.Check.DECODE,
          MediaSpec.Links.WITHIN,
          1 << 24,
          1 << 24,
          60,
          10_000,
          0,
          MediaSpec.Fit.PAD,
          MediaSpec.CorruptTail.QUARANTINE,
          90);

  @TempDir private Path folder;

  private Picked film() throws IOException {
    Path file = folder.resolve("film.mp4");
    Files.write(file, NumberedFrames.clip(NumberedFrames.mp4(), 20));
    return new Picked(new MediaRef.InFile(file.toString()), List.of(2L, 11L, 19L));
  }

  /** White, twice as high as wide. */
  private Inserted white(int at) throws IOException {
    byte[] pixels = new byte[30 * 60 * 3];
    Arrays.fill(pixels, (byte) 0xff);
    byte[] png = PngEncoder.encode(new RgbImage(30, 60, pixels));
    Path file = folder.resolve("white.png");
    Files.write(file, png);
    return new Inserted(film(), new MediaRef.InFile(file.toString()), Digest.hex(png), at);
  }

  private static List<Frame> frames(MediaRef ref, List<String> steps) throws IOException {
    try (MediaReader reader =
        new MediaReader(SPEC, TrainingStage.JOINT.trainer(), ProbeCache.none())) {
      Probed probed = reader.probe(ref, Modality.VIDEO_LONG);
      return reader.frames(ref, probed.probe(), probed.picks(), Modality.VIDEO_LONG, steps);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void pictureTakesAFramesPlaceWholeAndTheOthersStayAsTheyWere(int at) throws IOException {
    List<Frame> without = new ArrayList<>(frames(film(), new ArrayList<>()));
    without.remove(at);
    List<String> steps = new ArrayList<>();

    List<Frame> frames = new ArrayList<>(frames(white(at), steps));

    Frame inserted = frames.remove(at);
    assertThat(frames).isEqualTo(without);
    assertThat(inserted.index()).isEqualTo(at);
    assertThat(inserted.hasTime()).isFalse();
    assertThat(inserted.width()).isEqualTo(without.get(0).width());
    assertThat(inserted.height()).isEqualTo(without.get(0).height());
    RgbImage image = Pictures.decode(inserted.picture().bytes(), 1 << 24);
    byte[] rgb = image.rgb();
    int middle = (image.height() / 2 * image.width() + image.width() / 2) * 3;
    int left = image.height() / 2 * image.width() * 3;
    assertThat(rgb[middle] & 0xff).isGreaterThan(250);
    assertThat(rgb[left] & 0xff).as("grey beside what is narrow").isBetween(120, 136);
    assertThat(steps).contains("frame-" + at + "-replaced-by-sha256-" + white(at).sha256());
  }

  @Test
  void jpegOfTheRightSizeKeepsItsBytesAndAFrameOfAnotherFilmIsDecoded() throws IOException {
    Inserted first = white(1);
    Frame stored = frames(first, new ArrayList<>()).get(1);
    Path jpeg = folder.resolve("stored.jpg");
    Files.write(jpeg, stored.picture().bytes());
    Inserted again = new Inserted(film(), new MediaRef.InFile(jpeg.toString()), stored.sha256(), 0);

    assertThat(frames(again, new ArrayList<>()).get(0).sha256()).isEqualTo(stored.sha256());

    Path other = folder.resolve("other.mp4");
    Files.write(other, NumberedFrames.clip(NumberedFrames.mp4(), 9));
    Picked frame = new Picked(new MediaRef.InFile(other.toString()), List.of(7L));
    Inserted seventh = new Inserted(film(), frame, Digest.hex(Files.readAllBytes(other)), 2);
    byte[] seven = frames(seventh, new ArrayList<>()).get(2).picture().bytes();
    assertThat(NumberedFrames.read(Pictures.decode(seven, 1 << 24))).isEqualTo(7);
  }

  @Test
  void pictureOfOtherBytesIsRefused() throws IOException {
    Inserted white = white(1);
    Inserted other = new Inserted(white.among(), white.picture(), "0".repeat(64), 1);

    assertThatThrownBy(() -> frames(other, new ArrayList<>()))
        .isInstanceOf(CurationException.class)
        .hasMessageContaining("white.png: its bytes changed after it was planned");
  }

  @Test
  void referenceIsKeptInJsonAndRefusesPlacesOutside() throws IOException {
    Inserted white = white(2);

    assertThat(Json.read(Json.write(white), MediaRef.class)).isEqualTo(white);
    assertThatThrownBy(() -> white(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at must be in [0, 3), but was 3");
  }
}
