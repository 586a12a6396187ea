package io.github.oryxcuration.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.recipe.TrainingStage;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.MediaRef.Picked;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.video.JpegEncoder;
import io.github.oryxcuration.core.video.NumberedFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PickedMediaTest {
  private static final MediaSpec SPEC =
      new MediaSpec(
          MediaSpec.Check.DECODE,
          MediaSpec.Links.WITHIN,
          1 << 24,
          1 << 24,
          60,
          10_000,
          0,
          MediaSpec.Fit.STRETCH,
          MediaSpec.CorruptTail.QUARANTINE,
          90);

  @TempDir private Path folder;

  private List<Frame> frames(MediaRef ref) throws IOException {
    try (MediaReader reader =
        new MediaReader(SPEC, TrainingStage.JOINT.trainer(), ProbeCache.none())) {
      Probed probed = reader.probe(ref, Modality.VIDEO_LONG);
      return reader.frames(
          ref, probed.probe(), probed.picks(), Modality.VIDEO_LONG, new ArrayList<>());
    }
  }

  private MediaRef pictures(int count) throws IOException {
    try (JpegEncoder jpeg = new JpegEncoder(90, JpegEncoder.Chroma.HALF)) {
      for (int i = 0; i < count; i++) {
        Files.write(
            folder.resolve("shot_" + i + "_img_0.jpg"), jpeg.encode(NumberedFrames.draw(i)));
      }
    }
    return new MediaRef.InFolder(folder.toString());
  }

  private MediaRef clip(int count) throws IOException {
    Path file = folder.resolve("film.mp4");
    Files.write(file, NumberedFrames.clip(NumberedFrames.mp4(), count));
    return new MediaRef.InFile(file.toString());
  }

  @Test
  void pickedPicturesKeepTheirBytesAndCountFromNought() throws IOException {
    MediaRef film = pictures(12);

    List<Frame> frames = frames(new Picked(film, List.of(2L, 10L)));

    assertThat(frames).extracting(Frame::index).containsExactly(0L, 1L);
    assertThat(frames)
        .extracting(Frame::sha256)
        .containsExactly(
            Digest.hex(Files.readAllBytes(folder.resolve("shot_2_img_0.jpg"))),
            Digest.hex(Files.readAllBytes(folder.resolve("shot_10_img_0.jpg"))));
  }

  @Test
  void pickedFramesOfAVideoAreThoseWithTheirNumbers() throws IOException {
    List<Frame> frames = frames(new Picked(clip(40), List.of(0L, 7L, 39L)));

    assertThat(frames).extracting(Frame::index).containsExactly(0L, 7L, 39L);
    assertThat(frames)
        .extracting(f -> NumberedFrames.read(Pictures.decode(f.picture().bytes(), 1 << 24)))
        .containsExactly(0, 7, 39);
  }

  /** What a captioner is shown alone must be what the shard holds among all others. */
  @Test
  void frameHasTheSameBytesWhicheverOthersArePickedWithIt() throws IOException {
    MediaRef film = clip(40);

    Frame alone = frames(new Picked(film, List.of(21L))).get(0);
    Frame among = frames(new Picked(film, List.of(3L, 20L, 21L, 22L))).get(2);

    assertThat(alone).isEqualTo(among);
  }

  @Test
  void frameThatIsNotThereCostsTheRowAlone() throws IOException {
    assertThatThrownBy(() -> frames(new Picked(pictures(3), List.of(1L, 3L))))
        .isInstanceOf(CurationException.class)
        .hasMessage("frame 3 is wanted, but there are only 3 frames");
    MediaRef clip = clip(5);
    assertThatThrownBy(() -> frames(new Picked(clip, List.of(5L))))
        .isInstanceOf(CurationException.class)
        .hasMessage(clip.path() + ": frame 5 is wanted, but the video has only 5");
  }

  @Test
  void referenceIsKeptInJsonAndRefusesWhatDoesNotAscend() {
    MediaRef film = new MediaRef.InTar("/films/tt1.tar");
    Picked picked = new Picked(film, List.of(1L, 5L));

    assertThat(Json.read(Json.write(picked), MediaRef.class)).isEqualTo(picked);
    assertThat(picked.key()).isEqualTo("/films/tt1.tar![1, 5]");
    assertThatThrownBy(() -> new Picked(film, List.of(5L, 5L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frames must ascend, but were [5, 5]");
    assertThatThrownBy(() -> new Picked(film, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frames must be some from 0 on, but were []");
  }
}
