package io.github.oryxcuration.core.caption;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts of money in whole billionths, so that sums are exact. */
final class Money {
  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000L);

  private Money() {}

  /** Billionths of an amount such as {@code 2.50}, rounded down. */
  static long nanos(BigDecimal amount) {
    return amount.multiply(BILLION).setScale(0, RoundingMode.DOWN).longValueExact();
  }

  /** The price of so many tokens, rounded up. */
  static long price(long tokens, BigDecimal perMillion) {
    return perMillion
        .multiply(BigDecimal.valueOf(1000L * tokens))
        .setScale(0, RoundingMode.UP)
        .longValueExact();
  }

  /** With four decimals, rounded up. */
  static String text(long nanos) {
    return BigDecimal.valueOf(nanos).divide(BILLION, 4, RoundingMode.UP).toPlainString();
  }
}
