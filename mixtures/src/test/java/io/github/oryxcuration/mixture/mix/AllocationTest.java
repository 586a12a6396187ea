package io.github.oryxcuration.mixture.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {
  private static final Map<String, Supply> SUPPLIES =
      Map.of(
          "a", new Supply("a", 1000, 500_000),
          "b", new Supply("b", 100, 10_000),
          "c", new Supply("c", 10, 90_000));

  private static Recipe recipe(String head, String a, String b, String c) {
    String text =
        "name: t\nseed: 1\n"
            + head
            + "\nsources:\n"
            + source("a", a)
            + source("b", b)
            + source("c", c);
    return RecipeReader.create().withoutFileChecks().parse("/r.yaml", text);
  }

  private static String source(String name, String keys) {
    return "- {name: "
        + name
        + ", format: llava, files: x.json"
        + (keys.isEmpty() ? "" : ", ")
        + keys
        + "}\n";
  }

  private static List<Long> granted(Recipe recipe) {
    return Allocation.of(recipe, SUPPLIES).stream().map(Quota::granted).toList();
  }

  @Test
  void withoutWishesEverySourceGivesAllItHas() {
    assertThat(Allocation.of(recipe("", "", "", ""), SUPPLIES))
        .containsExactly(
            new Quota("a", 1000, 1000, 1, 0),
            new Quota("b", 100, 100, 1, 0),
            new Quota("c", 10, 10, 1, 0));
  }

  @Test
  void sharesWithoutATotalGiveTheLargestSetOfTheirProportions() {
    assertThat(granted(recipe("", "share: 0.6", "share: 0.3", "share: 0.1")))
        .containsExactly(60L, 30L, 10L);
  }

  @Test
  void takeIsExactAndWhatIsNotThereIsToldAsAsked() {
    assertThat(Allocation.of(recipe("", "take: 7", "take: 101", "take: 1"), SUPPLIES))
        .containsExactly(
            new Quota("a", 7, 7, 0, 7), new Quota("b", 101, 100, 1, 0), new Quota("c", 1, 1, 0, 1));
  }

  @Test
  void epochsRepeatASourceWholeAndInPart() {
    assertThat(Allocation.of(recipe("", "take: 1", "epochs: 2.5", "epochs: 0.5"), SUPPLIES))
        .containsExactly(
            new Quota("a", 1, 1, 0, 1),
            new Quota("b", 250, 250, 2, 50),
            new Quota("c", 5, 5, 0, 5));
  }

  @Test
  void sharesOfATotalAreWholeNumbersThatSumToIt() {
    Recipe thirds = recipe("total: 100", "share: 0.34", "share: 0.33", "share: 0.33, epochs: 4");
    assertThat(granted(thirds)).containsExactly(34L, 33L, 33L);
  }

  @Test
  void temperatureWithoutATotalMakesTheLargestSetOfItsProportions() {
    assertThat(granted(recipe("mix: {temperature: 1000000}", "", "", "")))
        .containsExactly(10L, 10L, 10L);
  }

  @Test
  void temperatureFlattensTheProportions() {
    // Square roots of 1000, 100 and 10 are 31.6, 10 and 3.16: in proportion, 44 samples.
    assertThat(granted(recipe("total: 44\nmix: {temperature: 2}", "", "", "")))
        .containsExactly(31L, 10L, 3L);
  }

  @Test
  void aSourceThatRunsDryLeavesItsPartToTheOthers() {
    assertThat(granted(recipe("total: 600\nmix: {temperature: 100}", "", "", "")))
        .containsExactly(490L, 100L, 10L);
  }

  @Test
  void boundsHoldWhateverTheProportionsSay() {
    assertThat(granted(recipe("total: 111", "max: 50", "", "min: 8")))
        .containsExactly(50L, 53L, 8L);
  }

  @Test
  void tokensMayBeWhatIsShared() {
    Recipe tokens =
        recipe("total: 30000\nmix: {by: tokens}", "share: 0.5", "share: 0.25", "share: 0.25");
    assertThat(granted(tokens)).containsExactly(15_000L, 7_500L, 7_500L);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1, 1, 1, 4, 3, 3",
    "2, 1, 1, 1, 1, 1, 0",
    "0, 1, 2, 3, 0, 0, 0",
    "5, 0, 1, 0, 0, 5, 0"
  })
  void largestRemainderGivesWhatIsLeftToTheLargestThenTheFirst(
      long total, double a, double b, double c, long x, long y, long z) {
    assertThat(LargestRemainder.divide(total, new double[] {a, b, c})).containsExactly(x, y, z);
  }

  @Test
  void anyMixStaysWithinItsSuppliesAndMeetsItsTotalWhereItCan() {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      Map<String, Supply> supplies = new TreeMap<>();
      long all = 0;
      for (String name : List.of("a", "b", "c")) {
        long rows = random.nextInt(4) == 0 ? 0 : random.nextInt(10_000);
        supplies.put(name, new Supply(name, rows, rows * 7));
        all += rows;
      }
      long total = 1L + random.nextInt(20_000);
      double temperature = 0.5 + random.nextDouble() * 5;
      Recipe recipe =
          recipe("total: " + total + "\nmix: {temperature: " + temperature + "}", "", "", "");
      List<Quota> quotas = new ArrayList<>(Allocation.of(recipe, supplies));
      long sum = quotas.stream().mapToLong(Quota::granted).sum();
      assertThat(sum).as("%s of %s", total, supplies).isEqualTo(Math.min(total, all));
      for (Quota quota : quotas) {
        Supply supply = supplies.getOrDefault(quota.source(), new Supply("", 0, 0));
        assertThat(quota.granted()).isBetween(0L, supply.rows());
      }
    }
  }
}
