package io.github.oryxcuration.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every size of the reference's own table. */
class SizeTableGoldenTest {
  private static JsonNode table() throws IOException {
    return new ObjectMapper().readTree(SharedFiles.golden("07_size_table.json").toFile());
  }

  @Test
  void everyPictureIsResizedThroughTheSizesOfTheReference() throws IOException {
    int cases = 0;
    for (JsonNode entry : table()) {
      checkImage(entry);
      cases++;
    }
    assertThat(cases).isGreaterThanOrEqualTo(300);
  }

  @Test
  void everyFrameGetsTheSizeOfTheReference() throws IOException {
    for (JsonNode entry : table()) {
      checkFrame(entry, "video", 64);
      checkFrame(entry, "video_long", 128);
    }
  }

  private static void checkImage(JsonNode entry) {
    Size source = source(entry);
    JsonNode image = entry.get("image");
    if (image.has("error")) {
      assertFails(() -> ImageGeometry.of(source), image.get("resizes"));
      return;
    }
    List<Size> resizes = new ArrayList<>();
    entry.get("image_resizes").forEach(size -> resizes.add(size(size)));
    assertThat(ImageGeometry.of(source))
        .isEqualTo(
            new ImageGeometry(source, resizes, size(image.get("high")), size(image.get("low"))));
  }

  private static void checkFrame(JsonNode entry, String path, int multiple) {
    Size source = source(entry);
    JsonNode frame = entry.get(path);
    if (frame.has("error")) {
      assertFails(() -> FrameGeometry.of(source, multiple, 288, 480), frame.get("resizes"));
    } else {
      assertThat(FrameGeometry.of(source, multiple, 288, 480))
          .isEqualTo(new FrameGeometry(source, size(frame)));
    }
  }

  private static void assertFails(Runnable call, JsonNode resizes) {
    JsonNode last = resizes.get(resizes.size() - 1);
    CurationException failure = catchThrowableOfType(CurationException.class, call::run);
    assertThat(failure).isNotNull();
    assertThat(failure.reason()).isEqualTo(Reason.EXTREME_ASPECT);
    assertThat(failure.explanation())
        .contains("becomes " + last.get(0).asInt() + "x" + last.get(1).asInt());
  }

  private static Size source(JsonNode entry) {
    return new Size(entry.get("w").asInt(), entry.get("h").asInt());
  }

  private static Size size(JsonNode pair) {
    return new Size(pair.get(0).asInt(), pair.get(1).asInt());
  }
}
