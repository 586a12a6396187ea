package io.github.oryxcuration.runtime.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExponentialTest {
  @Test
  void isWithinTwoUnitsInTheLastPlaceDownToTheSmallestNormalNumber() {
    double worst = 0;
    for (float x = 0; x > -87.2f; x -= 0.0007f) {
      double exact = Math.exp(x);
      worst = Math.max(worst, Math.abs(Exponential.of(x) - exact) / Math.ulp((float) exact));
    }

    assertThat(worst).isLessThan(2);
    assertThat(Exponential.of(0)).isEqualTo(1);
  }

  @Test
  void isZeroBelow() {
    assertThat(Exponential.of(-88)).isZero();
    assertThat(Exponential.of(Float.NEGATIVE_INFINITY)).isZero();
  }
}
