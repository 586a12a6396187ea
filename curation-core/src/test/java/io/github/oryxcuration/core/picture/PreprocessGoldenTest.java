package io.github.oryxcuration.core.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.geometry.FrameGeometry;
import io.github.oryxcuration.core.geometry.ImageGeometry;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference's own pixels: decoded, resized along every path, normalised. */
class PreprocessGoldenTest {
  private static final int CROP = 48;

  @Test
  void everyPictureIsDecodedAndResizedToThePixelsOfTheReference() throws IOException {
    JsonNode cases = new ObjectMapper().readTree(SharedFiles.golden("07_images.json").toFile());
    GoldenTensors tensors = new GoldenTensors("07_preprocess.safetensors");
    int compared = 0;
    for (JsonNode one : cases) {
      String file = one.get("file").asText();
      byte[] bytes = SharedFiles.bytes(SharedFiles.golden(file));
      assertThat(Pictures.inspect(bytes).size())
          .isEqualTo(new Size(one.get("width").asInt(), one.get("height").asInt()));
      RgbImage decoded = Pictures.decode(bytes, 20_000_000);
      // Every picture, the JPEG too: the decoders agree to the bit.
      assertThat(Digest.hex(decoded.rgb()))
          .as(file)
          .isEqualTo(one.get("decoded_rgb_sha256").asText());
      for (Map.Entry<String, RgbImage> path : paths(decoded).entrySet()) {
        compare(one, path.getKey(), path.getValue(), tensors);
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(28);
  }

  private static Map<String, RgbImage> paths(RgbImage decoded) {
    ImageGeometry geometry = ImageGeometry.of(decoded.size());
    List<RgbImage> views = new ArrayList<>(List.of(decoded));
    for (Size size : geometry.resizes()) {
      views.add(resized(views.get(views.size() - 1), size));
    }
    Map<String, RgbImage> paths = new LinkedHashMap<>();
    paths.put("high", views.get(views.size() - 2));
    paths.put("low", views.get(views.size() - 1));
    paths.put("video", resized(decoded, FrameGeometry.video(decoded.size()).resized()));
    paths.put("video_long", resized(decoded, FrameGeometry.videoLong(decoded.size()).resized()));
    return paths;
  }

  private static RgbImage resized(RgbImage image, Size size) {
    return PillowBicubic.resize(image, size.width(), size.height());
  }

  private static void compare(JsonNode one, String path, RgbImage actual, GoldenTensors tensors) {
    JsonNode expected = one.get("resized").get(path);
    String name = one.get("file").asText() + " " + path;
    assertThat(actual.size())
        .as(name)
        .isEqualTo(
            new Size(expected.get("size").get(0).asInt(), expected.get("size").get(1).asInt()));
    assertThat(Digest.hex(actual.rgb())).as(name).isEqualTo(expected.get("sha256").asText());
    if (expected.has("tensor")) {
      assertThat(actual).isEqualTo(tensors.image(expected.get("tensor").asText()));
    }
    String file = one.get("file").asText();
    String crop = file.substring(file.indexOf('/') + 1, file.lastIndexOf('.')) + "." + path;
    if (tensors.names().contains(crop + ".crop")) {
      int x = (actual.width() - CROP) / 2;
      int y = (actual.height() - CROP) / 2;
      assertThat(actual.crop(x, y, CROP, CROP)).as(name).isEqualTo(tensors.image(crop + ".crop"));
    }
  }

  @Test
  void everyResizeOfTheReferenceIsRepeatedToTheByte() {
    GoldenTensors tensors = new GoldenTensors("07_preprocess.safetensors");
    int compared = 0;
    for (String name : tensors.names()) {
      if (name.startsWith("bicubic_") && name.endsWith(".in")) {
        RgbImage out = tensors.image(name.substring(0, name.length() - 2) + "out");
        assertThat(PillowBicubic.resize(tensors.image(name), out.width(), out.height()))
            .as(name)
            .isEqualTo(out);
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(9);
  }

  @Test
  void normalisedValuesAreThoseOfTheReference() {
    GoldenTensors tensors = new GoldenTensors("07_preprocess.safetensors");
    assertThat(PixelValues.table()).isEqualTo(tensors.floats("normalise_lut"));
    assertThat(PixelValues.planes(tensors.image("img_64x64.decoded")))
        .isEqualTo(tensors.floats("normalised_high_of_e2e_img"));
  }
}
