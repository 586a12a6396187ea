package io.github.oryxcuration.runtime.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.runtime.sampling.SamplerOracle.Kept;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final int ROWS = 1_000;
  private static final int PADDING = 7;

  /** Nearer than this to top-p's limit, 32 bits and 64 may decide otherwise. */
  private static final double UNDECIDED = 1e-5;

  @Test
  void thousandRandomRowsKeepWhatTheOracleKeeps() {
    Random random = new Random(11);
    int decided = 0;
    for (int row = 0; row < ROWS; row++) {
      Sampling sampling =
          new Sampling(
              0.2 + 1.5 * random.nextDouble(),
              random.nextBoolean() ? 0 : 1 + random.nextInt(60),
              random.nextInt(3) == 0 ? 1 : 0.05 + 0.94 * random.nextDouble(),
              random.nextBoolean() ? 1 : 0.8 + random.nextDouble());
      int count = 1 + random.nextInt(400);
      float[] logits = logits(count, random);
      Set<Integer> generated = new TreeSet<>();
      Sampler sampler = new Sampler(sampling, row, 0);
      for (int i = random.nextInt(20); i > 0; i--) {
        generated.add(sampler.next(logits(count, random), 0, count));
      }
      Kept expected = new SamplerOracle(sampling, generated).keep(logits, count);

      // The row stands inside a batch, and the rows of the head go on behind the tokenizer.
      float[] batch = new float[2 * logits.length];
      System.arraycopy(logits, 0, batch, logits.length, logits.length);
      Candidates found = sampler.candidates(batch, logits.length, count);

      if (expected.margin() > UNDECIDED && !tiesAtTheLimit(expected, logits, count, generated)) {
        decided++;
        check(expected.probabilities(), found);
      } else {
        assertThat(found.size()).isPositive();
      }
    }
    assertThat(decided).isGreaterThan(ROWS * 8 / 10);
  }

  /** Numbers on a coarse grid, so that there are ties; some minus infinity; padding that wins. */
  private static float[] logits(int count, Random random) {
    boolean coarse = random.nextInt(3) == 0;
    float[] logits = new float[count + PADDING];
    for (int i = 0; i < count; i++) {
      double value = 4 * random.nextGaussian();
      logits[i] = (float) (coarse ? Math.rint(value * 4) / 4 : value);
      if (i > 0 && random.nextInt(10) == 0) {
        logits[i] = Float.NEGATIVE_INFINITY;
      }
    }
    for (int i = count; i < logits.length; i++) {
      logits[i] = 1000;
    }
    return logits;
  }

  /** Which of equal tokens top-p takes is open: the reference's sort is not stable. */
  private static boolean tiesAtTheLimit(
      Kept expected, float[] logits, int count, Set<Integer> generated) {
    Map<Integer, Double> kept = expected.probabilities();
    for (int i = 0; i < count; i++) {
      for (int k : kept.keySet()) {
        boolean alike = generated.contains(i) == generated.contains(k);
        if (!kept.containsKey(i) && alike && logits[i] == logits[k]) {
          return true;
        }
      }
    }
    return false;
  }

  private static void check(Map<Integer, Double> expected, Candidates found) {
    Map<Integer, Double> ids = new TreeMap<>();
    for (int i = 0; i < found.size(); i++) {
      ids.put(found.id(i), (double) found.score(i));
    }
    assertThat(ids.keySet()).isEqualTo(expected.keySet());
    double[] scores = ids.values().stream().mapToDouble(Double::doubleValue).toArray();
    double[] probabilities = SamplerOracle.softmax(scores);
    int at = 0;
    for (double probability : expected.values()) {
      assertThat(probabilities[at++]).isCloseTo(probability, within(1e-4 * probability + 1e-9));
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1, 1", "0.7, 0, 1, 1", "1, 20, 1, 1", "1, 0, 0.8, 1", "0.7, 20, 0.8, 1.05"})
  void drawnTokensAreAsFrequentAsTheyAreProbable(
      double temperature, int topK, double topP, double penalty) {
    Sampling sampling = new Sampling(temperature, topK, topP, penalty);
    Random random = new Random(3);
    float[] logits = new float[50];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (1.5 * random.nextGaussian());
    }
    Map<Integer, Double> expected =
        new SamplerOracle(sampling, Set.of()).keep(logits, logits.length).probabilities();
    int draws = 40_000;
    int[] counts = new int[logits.length];
    for (int i = 0; i < draws; i++) {
      // A sampler each, so that nothing is a repetition, and seeds and rows are what is tested.
      counts[new Sampler(sampling, i / 8, i % 8).next(logits.clone(), 0, logits.length)]++;
    }
    double chi = 0;
    for (int i = 0; i < counts.length; i++) {
      Double probability = expected.get(i);
      if (probability == null) {
        assertThat(counts[i]).isZero();
      } else {
        chi += Math.pow(counts[i] - draws * probability, 2) / (draws * probability);
      }
    }
    int freedom = expected.size() - 1;
    // Wilson and Hilferty: the 99.9th percentile.
    double cut =
        freedom * Math.pow(1 - 2.0 / (9 * freedom) + 3.09 * Math.sqrt(2.0 / (9 * freedom)), 3);
    assertThat(chi).isLessThan(cut);
  }

  @Test
  void greedyTakesTheFirstOfTheLikeliestAndNothingBehindTheTokenizer() {
    Sampler sampler = new Sampler(Sampling.greedy(), 0, 0);

    assertThat(sampler.next(new float[] {1, 3, 3, 2, 9}, 0, 4)).isEqualTo(1);
    assertThat(sampler.next(new float[] {9, 1, 3, 4, 9}, 1, 3)).isEqualTo(2);
  }

  @Test
  void penaltyFallsOnTokensGeneratedBeforeAndOnNoOther() {
    Sampler sampler = new Sampler(new Sampling(0, 0, 1, 2), 0, 0);
    float[] logits = {4, 3, -1};

    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      chosen.add(sampler.next(logits.clone(), 0, 3));
    }

    // 4 wins; then 4 / 2 < 3; then 4 / 2 > 3 / 2.
    assertThat(chosen).containsExactly(0, 1, 0);
  }

  @Test
  void penaltyMakesNegativeLogitsMoreNegative() {
    Sampler sampler = new Sampler(new Sampling(0, 0, 1, 2), 0, 0);
    float[] logits = {-1, -1.5f};

    assertThat(sampler.next(logits.clone(), 0, 2)).isZero();
    assertThat(sampler.next(logits.clone(), 0, 2)).isEqualTo(1);
  }

  @Test
  void sameSeedAndRowGiveTheSameTokensAndOthersOthers() {
    assertThat(tokens(5, 0)).isEqualTo(tokens(5, 0));
    assertThat(tokens(5, 0)).isNotEqualTo(tokens(5, 1));
    assertThat(tokens(5, 0)).isNotEqualTo(tokens(6, 0));
    assertThat(tokens(5, 1)).isNotEqualTo(tokens(6, 0));
  }

  private static List<Integer> tokens(long seed, int row) {
    Sampler sampler = new Sampler(new Sampling(1, 0, 1, 1), seed, row);
    List<Integer> tokens = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tokens.add(sampler.next(new float[100], 0, 100));
    }
    return tokens;
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void logitThatIsNoNumberIsRefused(float bad) {
    Sampler sampler = new Sampler(Sampling.greedy(), 0, 0);

    assertThatThrownBy(() -> sampler.next(new float[] {0, 1, bad}, 1, 2))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "logits must be numbers below infinity, but that of token 1 is "
                + bad
                + ": the weights or the input of the model are damaged, or overflow its type");
  }

  @Test
  void rowWithoutAnyTokenIsRefused() {
    float[] logits = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, 1};

    assertThatThrownBy(() -> new Sampler(Sampling.greedy(), 0, 0).next(logits, 0, 2))
        .isInstanceOf(ModelException.class)
        .hasMessage("all 2 logits are minus infinity: the weights of the model are damaged");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 1, 1", "NaN, 0, 1, 1", "1e-4, 0, 1, 1", "Infinity, 0, 1, 1", "1, -1, 1, 1",
    "1, 0, 0, 1", "1, 0, 1.1, 1", "1, 0, NaN, 1", "1, 0, 1, 0", "1, 0, 1, Infinity"
  })
  void settingOutOfRangeIsRefused(double temperature, int topK, double topP, double penalty) {
    assertThatThrownBy(() -> new Sampling(temperature, topK, topP, penalty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(" must be ");
  }
}
