package io.github.oryxcuration.mixture.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.mixture.answer.Exchange;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VotesTest {
  private static final CaptionConsensus CONSENSUS =
      CaptionConsensus.over(List.of("a red ball", "a blue box on a table"));

  private static final Exchange OPEN = new Exchange("What colour?", "red");

  @Test
  void answersThatMeanTheSameAreOneCluster() {
    Votes votes = Votes.of(OPEN, List.of("Red.", "the red", "blue", "red"));

    assertThat(votes.clusters()).isEqualTo(Map.of("red", 3, "blue", 1));
    assertThat(votes.majority()).isEqualTo("red");
    assertThat(votes.share()).isEqualTo(0.75);
    assertThat(votes.entropy()).isCloseTo(0.8112781244591328, within(1e-12));
  }

  @Test
  void optionsCountByTheirLetterHoweverTheyAreGiven() {
    Exchange choice = new Exchange("What?\nA. a ball\nB. a box", "B");

    assertThat(Votes.of(choice, List.of("B", "(B)", "box", "A. a ball", "neither")).clusters())
        .isEqualTo(Map.of("A", 1, "B", 3, "neither", 1));
  }

  @Test
  void ofEqualClustersTheFirstByNameIsTheMajority() {
    Votes votes = Votes.of(OPEN, List.of("b", "c"));

    assertThat(votes.majority()).isEqualTo("b");
    assertThat(votes.entropy()).isCloseTo(1, within(1e-12));
    assertThat(Votes.of(OPEN, List.of("x", "x")).entropy()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0.6, 16.09", "0.8, 23.65", "0.95, 34.22"})
  void stoppingAtFiveOfEightSavesWhatTheExactExpectationSays(double accuracy, double percent) {
    StopRule rule = StopRule.of(8, 0.625);

    assertThat(rule).isEqualTo(new StopRule(8, 5));
    assertThat(100 * (1 - rule.expectedVotes(accuracy) / 8)).isCloseTo(percent, within(0.01));
  }

  /** Votes one after the other, stopped by the rule, against all of them. */
  @ParameterizedTest
  @CsvSource({"0.3", "0.6", "0.8", "0.95", "1"})
  void stoppingChangesNoDecisionAndKeepsWithinItsBounds(double accuracy) {
    StopRule rule = StopRule.of(8, 0.625);
    SplittableRandom random = new SplittableRandom(7);
    long taken = 0;
    int trials = 10_000;
    for (int trial = 0; trial < trials; trial++) {
      List<String> all =
          java.util.stream.IntStream.range(0, 8)
              .mapToObj(i -> random.nextDouble() < accuracy ? "right" : "wrong" + i)
              .toList();
      int n = 0;
      Votes votes = new Votes(Map.of());
      while (!rule.isDecided(n, votes.top())) {
        n += rule.fewestToDecide(n, votes.top());
        votes = Votes.of(OPEN, all.subList(0, n));
      }
      taken += n;
      Votes fewer = Votes.of(OPEN, all.subList(0, n - 1));
      assertThat(rule.isDecided(n - 1, fewer.top())).as("one vote fewer decides").isFalse();
      Votes whole = Votes.of(OPEN, all);
      assertThat(votes.top() >= 5).isEqualTo(whole.share() >= 0.625);
      assertThat(whole.share()).isBetween(rule.low(votes.top()), rule.high(n, votes.top()));
    }
    double expected = rule.expectedVotes(accuracy);
    assertThat((double) taken / trials).isCloseTo(expected, within(0.08));
  }

  @ParameterizedTest
  @CsvSource({"8, 0.5, 4", "8, 0.51, 5", "3, 1, 3", "10, 0.3, 3", "1, 0.01, 1"})
  void aShareNeedsSoManyVotes(int votes, double share, int needed) {
    assertThat(StopRule.of(votes, share).needed()).isEqualTo(needed);
  }

  /** Of R's binom.test. */
  @ParameterizedTest
  @CsvSource({
    "0, 8, 0, 0.36942",
    "8, 8, 0.63058, 1",
    "5, 8, 0.24486, 0.91477",
    "50, 100, 0.39832, 0.60168"
  })
  void intervalsAreThoseOfClopperAndPearson(int successes, int trials, double low, double high) {
    Binomial.Interval interval = Binomial.interval(successes, trials, 0.95);

    assertThat(interval.low()).isCloseTo(low, within(1e-5));
    assertThat(interval.high()).isCloseTo(high, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({"0.1", "0.5", "0.62", "0.95"})
  void intervalsCoverTheTruthAtLeastAsOftenAsTheySay(double p) {
    double covered = 0;
    for (int successes = 0; successes <= 8; successes++) {
      Binomial.Interval interval = Binomial.interval(successes, 8, 0.95);
      if (interval.low() <= p && p <= interval.high()) {
        covered += Binomial.atLeast(successes, 8, p) - Binomial.atLeast(successes + 1, 8, p);
      }
    }
    assertThat(covered).isGreaterThanOrEqualTo(0.95);
  }

  /** All completions of votes that stopped, tried one by one. */
  @ParameterizedTest
  @CsvSource({"3:1, 2", "2:2, 3", "4, 4", "1:1:1, 3", "2, 1"})
  void whatStoppedVotesCanBecomeLiesWithinTheirBounds(String sizes, int more) {
    Map<String, Integer> clusters = new TreeMap<>();
    for (String size : sizes.split(":", -1)) {
      clusters.put("c" + clusters.size(), Integer.parseInt(size));
    }
    Votes votes = new Votes(clusters);
    double least = Double.MAX_VALUE;
    double most = 0;
    Map<String, Set<Boolean>> majorities = new TreeMap<>();
    int names = clusters.size() + more;
    for (int code = 0; code < Math.pow(names, more); code++) {
      Map<String, Integer> whole = new TreeMap<>(clusters);
      for (int i = 0, rest = code; i < more; i++, rest /= names) {
        whole.merge("c" + rest % names, 1, Integer::sum);
      }
      Votes completed = new Votes(whole);
      least = Math.min(least, completed.entropy());
      most = Math.max(most, completed.entropy());
      for (String name : clusters.keySet()) {
        majorities
            .computeIfAbsent(name, n -> new HashSet<>())
            .add(completed.top() == whole.getOrDefault(name, 0));
      }
    }

    assertThat(votes.agreeing(more).entropy()).isCloseTo(least, within(1e-12));
    assertThat(votes.differing(more).entropy()).isCloseTo(most, within(1e-12));
    majorities.forEach(
        (name, outcomes) -> {
          if (votes.isMajorityDecided(more, name)) {
            assertThat(outcomes).as(name).containsExactly(votes.majority().equals(name));
          }
        });
  }

  /** Three outcomes, all ways that eight trials can fall. */
  @ParameterizedTest
  @CsvSource({"0.34, 0.33", "0.5, 0.3", "0.5, 0.5", "0.7, 0.2", "0.95, 0.03"})
  void theLargestProbabilityIsCoveredAtLeastAsOftenAsTold(double first, double second) {
    double third = 1 - first - second;
    double covered = 0;
    for (int a = 0; a <= 8; a++) {
      for (int b = 0; a + b <= 8; b++) {
        int c = 8 - a - b;
        int top = Math.max(a, Math.max(b, c));
        Binomial.Interval interval = Binomial.largest(top, top, 8, 0.95);
        if (interval.low() <= first && first <= interval.high()) {
          double ways = factorial(8) / factorial(a) / factorial(b) / factorial(c);
          covered += ways * Math.pow(first, a) * Math.pow(second, b) * Math.pow(third, c);
        }
      }
    }
    assertThat(covered).isGreaterThanOrEqualTo(0.95);
    Binomial.Interval stopped = Binomial.largest(3, 5, 8, 0.95);
    assertThat(stopped.low()).isEqualTo(Binomial.largest(3, 3, 8, 0.95).low());
    assertThat(stopped.high()).isEqualTo(Binomial.largest(5, 5, 8, 0.95).high());
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  @Test
  void equalCaptionsAgreeWhollyAndUnrelatedOnesDoNot() {
    Map<String, Double> equal = CONSENSUS.of(List.of("A red ball.", "a red ball"), "a red ball");
    Map<String, Double> apart = CONSENSUS.of(List.of("A red ball.", "two dogs"), "a cat");

    assertThat(equal)
        .containsOnlyKeys(
            "bleu4_pairwise",
            "bleu4_reference",
            "cider_d_pairwise",
            "cider_d_reference",
            "meteor_pairwise",
            "meteor_reference",
            "rouge_l_pairwise",
            "rouge_l_reference")
        .containsEntry("rouge_l_pairwise", 1.0)
        .containsEntry("rouge_l_reference", 1.0);
    assertThat(equal.get("cider_d_reference")).isGreaterThan(7); // of four orders, three exist
    assertThat(apart.get("rouge_l_pairwise")).isZero();
    assertThat(CONSENSUS.of(List.of("one"), "one")).doesNotContainKey("rouge_l_pairwise");
  }
}
