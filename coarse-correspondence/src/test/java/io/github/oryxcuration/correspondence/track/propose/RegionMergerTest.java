package io.github.oryxcuration.correspondence.track.propose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegionMergerTest {
  /** Stripes of four pixels, each of the colour that its letter stands for. */
  private static byte[] stripes(String colors) {
    byte[] rgb = new byte[12 * colors.length()];
    for (int i = 0; i < 4 * colors.length(); i++) {
      switch (colors.charAt(i / 4)) {
        case 'r' -> rgb[3 * i] = (byte) 200;
        case 'b' -> rgb[3 * i + 2] = (byte) 200;
        case 'd' -> rgb[3 * i] = (byte) 30; // red in the dark
        default -> throw new IllegalArgumentException(colors);
      }
    }
    return rgb;
  }

  private static int[] roots(int... ofStripes) {
    int[] roots = new int[4 * ofStripes.length];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = ofStripes[i / 4];
    }
    return roots;
  }

  @Test
  void neighboursOfOneColourAreJoinedAndWhatLiesBeyondAnotherIsNot() {
    assertThat(RegionMerger.merged(roots(0, 4, 8, 12), stripes("rrbr"), 16, 1))
        .isEqualTo(roots(0, 0, 8, 12));
  }

  @Test
  void allThatLooksTheSameBecomesOneThroughManyJoins() {
    assertThat(RegionMerger.merged(roots(0, 4, 8, 12), stripes("rrrr"), 16, 1))
        .isEqualTo(roots(0, 0, 0, 0));
  }

  @Test
  void lightAndDarkOfOneHueStayApart() {
    assertThat(RegionMerger.merged(roots(0, 4), stripes("rd"), 8, 1)).isEqualTo(roots(0, 4));
  }

  @Test
  void oneRegionStaysAsItIsAndTheGivenRootsAreNotChanged() {
    int[] given = roots(3, 3);
    assertThat(RegionMerger.merged(given, stripes("rb"), 8, 1)).isEqualTo(roots(3, 3));
    int[] two = roots(0, 4);
    RegionMerger.merged(two, stripes("rr"), 8, 1);
    assertThat(two).isEqualTo(roots(0, 4));
  }
}
