package io.github.oryxcuration.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every uniform choice of frames that numpy made for the reference. */
class FrameSamplingGoldenTest {
  @Test
  void everyUniformChoiceIsNumpysOwn() throws IOException {
    JsonNode file =
        new ObjectMapper().readTree(SharedFiles.golden("07_frame_sampling.json").toFile());
    assertThat(check(file.get("cases"))).isGreaterThanOrEqualTo(440);
    assertThat(check(file.get("adversarial"))).isGreaterThanOrEqualTo(4);
  }

  private static int check(JsonNode cases) {
    for (JsonNode one : cases) {
      int[] expected = new int[one.get(2).size()];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = one.get(2).get(i).asInt();
      }
      assertThat(FrameSampling.linspace(one.get(0).asInt(), one.get(1).asInt()))
          .as("%s frames, %s chosen", one.get(0), one.get(1))
          .isEqualTo(expected);
    }
    return cases.size();
  }
}
