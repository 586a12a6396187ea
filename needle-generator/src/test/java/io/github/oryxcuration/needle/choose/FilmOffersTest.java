package io.github.oryxcuration.needle.choose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.needle.feature.FrameFeatures;
import io.github.oryxcuration.needle.feature.FrameMeter;
import io.github.oryxcuration.needle.feature.Quality;
import io.github.oryxcuration.needle.film.FilmFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilmOffersTest {
  private static final FilmOffers.Spec SPEC =
      new FilmOffers.Spec(
          7,
          new Depths(10),
          List.of(Task.CAPTION, Task.DIFF),
          3,
          Nearness.DEFAULT,
          Quality.DEFAULT);

  @Test
  void everyCellOfASoundFilmIsOfferedInItsDepth() {
    int length = 192;
    FilmOffers offers =
        FilmOffers.of("f", DrawnFeatures.film(length), DrawnFeatures.frames(1, length), SPEC);

    assertThat(offers.eligible()).hasSizeGreaterThan(180);
    for (int bin = 0; bin < 10; bin++) {
      assertThat(offers.count(Task.CAPTION, bin)).isEqualTo(3);
      assertThat(offers.count(Task.DIFF, bin)).isEqualTo(3);
    }
    assertThat(offers.offers())
        .allSatisfy(
            offer -> {
              int anchor = offer.idx().get(offer.anchor());
              assertThat(new Depths(10).bin(anchor, length)).isEqualTo(offer.bin());
              assertThat(offer.nearestHash()).isGreaterThan(Nearness.DEFAULT.hash());
              assertThat(offers.eligible()).containsAll(offer.idx());
            });
    assertThat(offers.offers())
        .filteredOn(offer -> offer.task() == Task.DIFF)
        .allSatisfy(
            offer -> assertThat(offer.idx().get(0) / 3).isNotEqualTo(offer.idx().get(1) / 3));
  }

  @Test
  void pairsAreNearMidwayAndFarAlikeAndLittleSomewhatAndVeryDifferent() {
    FilmOffers.Spec many =
        new FilmOffers.Spec(
            7, new Depths(10), List.of(Task.DIFF), 18, Nearness.DEFAULT, Quality.DEFAULT);
    List<FrameFeatures> features = DrawnFeatures.frames(1, 192);
    FilmOffers offers = FilmOffers.of("f", DrawnFeatures.film(192), features, many);

    double[] differences =
        IntStream.range(0, 192 * 192)
            .filter(pair -> pair / 192 < pair % 192)
            .mapToDouble(
                pair -> features.get(pair / 192).structureDistance(features.get(pair % 192)))
            .sorted()
            .toArray();
    double little = differences[differences.length / 3];
    double very = differences[2 * differences.length / 3];

    assertThat(offers.offers()).hasSizeGreaterThan(170);
    assertThat(count(offers, o -> o.apart() < 35)).isBetween(35L, 85L);
    assertThat(count(offers, o -> o.apart() > 80)).isBetween(35L, 85L);
    assertThat(count(offers, o -> o.different() < little)).isBetween(35L, 85L);
    assertThat(count(offers, o -> o.different() > very)).isBetween(35L, 85L);
  }

  private static long count(FilmOffers offers, Predicate<Offer> wanted) {
    return offers.offers().stream().filter(wanted).count();
  }

  @Test
  void framesThatLookAlikeOrShowNothingAreRefusedWithTheNumbers() {
    List<FrameFeatures> features = new ArrayList<>(DrawnFeatures.frames(1, 12));
    features.set(9, features.get(2));
    features.set(4, FrameMeter.measure(RgbImage.filled(96, 54, 0, 0, 0)));

    FilmOffers offers = FilmOffers.of("f", DrawnFeatures.film(12), features, SPEC);

    assertThat(offers.rejected())
        .containsExactly(
            new Rejection(
                2,
                Reason.NEEDLE_AMBIGUOUS,
                "1 other frame(s) look like frame 2 of the haystack; frame 9 differs by 0 bits of"
                    + " the hash, structure 0.00, colour 0.00"),
            new Rejection(4, Reason.NEEDLE_POOR_FRAME, "black: 1.00 of it is dark, 0.90 allowed"),
            new Rejection(
                9,
                Reason.NEEDLE_AMBIGUOUS,
                "1 other frame(s) look like frame 9 of the haystack; frame 2 differs by 0 bits of"
                    + " the hash, structure 0.00, colour 0.00"));
    assertThat(offers.positions()).doesNotContain(2, 4, 9);
  }

  @Test
  void filmOfOneShotHasPairsToo() {
    List<FilmFrame> frames =
        IntStream.range(0, 20).mapToObj(i -> new FilmFrame(i, 0, 0, i, true)).toList();

    FilmOffers offers = FilmOffers.of("f", frames, DrawnFeatures.frames(1, 20), SPEC);

    assertThat(offers.count(Task.DIFF, 0)).isPositive();
  }

  @Test
  void sameFilmAndSeedGiveTheSameOffersAndAnotherSeedOthers() {
    List<FrameFeatures> features = DrawnFeatures.frames(1, 60);
    FilmOffers.Spec other =
        new FilmOffers.Spec(
            8, SPEC.depths(), SPEC.tasks(), SPEC.perCell(), SPEC.nearness(), SPEC.quality());
    FilmOffers first = FilmOffers.of("f", DrawnFeatures.film(60), features, SPEC);

    assertThat(FilmOffers.of("f", DrawnFeatures.film(60), features, SPEC)).isEqualTo(first);
    assertThat(FilmOffers.of("f", DrawnFeatures.film(60), features, other).offers())
        .isNotEqualTo(first.offers());
  }

  @Test
  void emptyFilmOffersNothing() {
    assertThat(FilmOffers.of("f", List.of(), List.of(), SPEC))
        .isEqualTo(new FilmOffers(List.of(), List.of(), List.of()));
  }
}
