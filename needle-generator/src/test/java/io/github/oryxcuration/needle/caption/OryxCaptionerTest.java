package io.github.oryxcuration.needle.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.core.caption.CaptionPrompt;
import io.github.oryxcuration.core.caption.CaptionRequest;
import io.github.oryxcuration.core.caption.CaptionerStoppedException;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.PngEncoder;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a model of random weights: what it says means nothing, but it is the whole path. */
class OryxCaptionerTest {
  @TempDir private Path folder;

  private static CaptionRequest request(int pictures) {
    List<EncodedPicture> drawn = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      byte[] pixels = new byte[128 * 128 * 3];
      new Random(i).nextBytes(pixels);
      drawn.add(EncodedPicture.of(PngEncoder.encode(new RgbImage(128, 128, pixels))));
    }
    return new CaptionRequest(
        "tt1@caption-" + pictures,
        new CaptionPrompt("caption-1", "Describe it."),
        drawn,
        Collections.nCopies(pictures, Map.of()),
        7);
  }

  private static String said(OryxCaptioner captioner, CaptionRequest request) throws IOException {
    try {
      return captioner.caption(request);
    } catch (CurationException e) { // random weights seldom come to an end
      assertThat(e.reason()).isEqualTo(Reason.CAPTION_UNUSABLE);
      return e.explanation();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void anyNumberOfPicturesIsAnsweredTheSameWayEveryTime(int pictures) throws IOException {
    TinyCheckpoint.write(folder, TinySpec.tiny());
    try (OryxCaptioner captioner = OryxCaptioner.open(folder.toString(), 4)) {
      String first = said(captioner, request(pictures));

      assertThat(said(captioner, request(pictures))).isEqualTo(first);
      assertThat(captioner.identity()).matches("oryx-1 [0-9a-f]{32} max_tokens=4");
    }
  }

  @Test
  void folderWithoutAModelStopsTheRunAndSaysSo() {
    assertThatThrownBy(() -> OryxCaptioner.open(folder.resolve("none").toString(), 4))
        .isInstanceOf(CaptionerStoppedException.class)
        .hasMessageContaining("The captioner oryx needs a model's folder")
        .hasMessageContaining("none");
  }
}
