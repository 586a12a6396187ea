package io.github.oryxcuration.runtime.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.FloatReader;
import io.github.oryxcuration.runtime.testing.TestDevice;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VisionEncoderTest {
  private static final String PACKINGS =
      "io.github.oryxcuration.runtime.testing.TestDevice#packings";

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    TinyCheckpoint.write(folder, TinySpec.tiny());
  }

  private static PatchMatrix picture(int width, int height) {
    byte[] pixels = new byte[3 * width * height];
    new Random(width).nextBytes(pixels);
    return PatchMatrix.of(new RgbImage(width, height, pixels), 16);
  }

  private static float[] encode(ElementType type, boolean packed, PatchMatrix... pictures) {
    OryxCheckpoint checkpoint = OryxCheckpoint.open(folder);
    try (ScriptModule reader = FloatReader.compile();
        VisionEncoder encoder =
            VisionEncoder.load(
                checkpoint.config().vision(),
                checkpoint.tensors(),
                OryxConfig.VISION_PREFIX,
                TestDevice.placement(type),
                packed);
        Value features = encoder.encode(List.of(pictures))) {
      return FloatReader.read(reader, features);
    }
  }

  private static void assertClose(float[] found, float[] expected, double allowed) {
    assertThat(found).hasSameSizeAs(expected);
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs((double) found[i] - expected[i]));
    }
    assertThat(worst / largest).isLessThan(allowed);
  }

  @ParameterizedTest
  @MethodSource(PACKINGS)
  void picturesInOneSequenceAreEncodedAsEachAlone(boolean packed) {
    PatchMatrix first = picture(640, 656); // more than a block of the MLP and of keys
    PatchMatrix second = picture(50, 75);
    float[] alone = encode(ElementType.F32, packed, first);
    float[] other = encode(ElementType.F32, packed, second);
    float[] expected = Arrays.copyOf(alone, alone.length + other.length);
    System.arraycopy(other, 0, expected, alone.length, other.length);

    assertClose(encode(ElementType.F32, packed, first, second), expected, 1e-5);
  }

  /** So large that attention goes through its keys in blocks. */
  @ParameterizedTest
  @MethodSource(PACKINGS)
  void largePictureInBrainFloatsStaysWithinTheirPrecision(boolean packed) {
    PatchMatrix large = picture(640, 656);
    assertThat(large.grid().cells()).isEqualTo(1640);

    assertClose(
        encode(ElementType.BF16, packed, large), encode(ElementType.F32, packed, large), 3e-2);
  }
}
