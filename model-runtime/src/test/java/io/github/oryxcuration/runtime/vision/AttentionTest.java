package io.github.oryxcuration.runtime.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.TestDevice;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.WeightBinder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attention of packed pictures against the formula in 64 bits. */
class AttentionTest {
  private static final int HEADS = 3;
  private static final int WIDTH = 12;

  /** So many that the keys of the last picture are seen in two blocks. */
  private static final long[] ENDS = {0, 1, 4, 74, 1574};

  private static final Script PROBE =
      new Script(
          "probe",
          List.of(
              """
                def attend(self, qkv: List[Tensor], ends: List[int], dtype: int, device: str) -> Tensor:
                  x : List[Tensor] = []
                  for each in qkv:
                    x.append(each.to(torch.device(device), dtype))
                  return self.by_picture(x[0], x[1], x[2], ends).float().cpu()
              """));

  private static final class Numbers {
    final float[][] qkv = new float[3][(int) ENDS[ENDS.length - 1] * HEADS * WIDTH];

    /**
     * Numbers that bfloat16 holds exactly, so that the formula sees what the script sees.
     *
     * @param queries their size
     * @param shift about what is added to every score
     */
    Numbers(double queries, double shift) {
      Random random = new Random(7);
      for (int i = 0; i < 3; i++) {
        for (int k = 0; k < qkv[i].length; k++) {
          double size = i == 0 ? queries : 1;
          int bits = Float.floatToRawIntBits((float) (size * random.nextGaussian()));
          qkv[i][k] = Float.intBitsToFloat(bits & 0xffff0000);
        }
      }
      for (int k = 0; k < qkv[0].length; k += WIDTH) {
        qkv[0][k] = Math.round(shift * Math.sqrt(WIDTH));
        qkv[1][k] = 1;
      }
    }

    double score(int head, int query, int key) {
      double score = 0;
      for (int d = 0; d < WIDTH; d++) {
        score += (double) qkv[0][at(query, head, d)] * qkv[1][at(key, head, d)];
      }
      return score / Math.sqrt(WIDTH);
    }

    static int at(int patch, int head, int d) {
      return (patch * HEADS + head) * WIDTH + d;
    }

    double[] expected() {
      double[] expected = new double[qkv[0].length];
      for (int i = 0; i + 1 < ENDS.length; i++) {
        for (int query = (int) ENDS[i]; query < ENDS[i + 1]; query++) {
          for (int head = 0; head < HEADS; head++) {
            attend(query, head, (int) ENDS[i], (int) ENDS[i + 1], expected);
          }
        }
      }
      return expected;
    }

    private void attend(int query, int head, int start, int end, double[] expected) {
      double[] scores = new double[end - start];
      double largest = Double.NEGATIVE_INFINITY;
      for (int key = start; key < end; key++) {
        scores[key - start] = score(head, query, key);
        largest = Math.max(largest, scores[key - start]);
      }
      double total = 0;
      for (double score : scores) {
        total += Math.exp(score - largest);
      }
      for (int key = start; key < end; key++) {
        double weight = Math.exp(scores[key - start] - largest) / total;
        for (int d = 0; d < WIDTH; d++) {
          expected[at(query, head, d)] += weight * qkv[2][at(key, head, d)];
        }
      }
    }

    float[] found(ElementType type, boolean packed) {
      Script script =
          Script.of("attention", VisionEncoder.class, List.of("varlen.py"))
              .with(WeightBinder.fragments(packed))
              .with(PROBE);
      long patches = ENDS[ENDS.length - 1];
      try (ScriptModule module = ScriptModule.compile(script);
          Value q = Value.floats(qkv[0], patches, HEADS, WIDTH);
          Value k = Value.floats(qkv[1], patches, HEADS, WIDTH);
          Value v = Value.floats(qkv[2], patches, HEADS, WIDTH);
          Value found =
              module.call("attend", List.of(q, k, v), ENDS, type.code(), TestDevice.name())) {
        return found.toFloats();
      }
    }
  }

  /** The largest difference from the formula. */
  private static double error(Numbers numbers, ElementType type, boolean packed) {
    double[] expected = numbers.expected();
    float[] found = numbers.found(type, packed);
    assertThat(found).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < found.length; i++) {
      double difference = Math.abs(found[i] - expected[i]);
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    return worst;
  }

  @ParameterizedTest
  @MethodSource("io.github.oryxcuration.runtime.vision.GoldenNetworks#ways")
  void everyPictureAttendsToItselfAlone(ElementType type, boolean packed) {
    assertThat(error(new Numbers(1, 0), type, packed))
        .isLessThan(type == ElementType.F32 ? 1e-5 : 3e-2);
  }

  /** Scores whose powers a type holds, but not their sums, or only as a few of its quanta. */
  @ParameterizedTest
  @MethodSource("io.github.oryxcuration.runtime.vision.GoldenNetworks#ways")
  void whatAllScoresHaveInCommonChangesNothing(ElementType type, boolean packed) {
    for (double shift : new double[] {-100, -60, -40, 40, 85, 100}) {
      assertThat(error(new Numbers(1, shift), type, packed))
          .as("scores about %s", shift)
          .isLessThan(type == ElementType.F32 ? 1e-4 : 0.5);
    }
  }

  /** Scores of several hundred, whose powers no type holds, of either sign. */
  @ParameterizedTest
  @MethodSource("io.github.oryxcuration.runtime.vision.GoldenNetworks#ways")
  void scoresThatHaveNoPowersAreAttendedToAsWell(ElementType type, boolean packed) {
    Numbers numbers = new Numbers(200, 0);
    assertThat(Math.abs(numbers.score(0, 1, 2))).isGreaterThan(100);

    assertThat(error(numbers, type, packed)).isLessThan(type == ElementType.F32 ? 1e-3 : 3e-2);
  }
}
