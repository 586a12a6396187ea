package io.github.oryxcuration.core.caption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final VirtualPause pause = new VirtualPause();

  @Test
  void noMinuteHoldsMoreThanTheLimitAndOneSecondsWorth() throws InterruptedIOException {
    RateLimit limit = new RateLimit(120, pause);
    for (int i = 0; i < 360; i++) {
      limit.take(1);
    }
    assertThat(pause.now()).isBetween(178_000_000_000L, 180_000_000_000L);
  }

  @Test
  void zeroIsNoLimit() throws InterruptedIOException {
    RateLimit limit = new RateLimit(0, pause);
    for (int i = 0; i < 1000; i++) {
      limit.take(1e9);
    }
    assertThat(pause.now()).isZero();
  }

  @Test
  void waitIsTakenFromTheHeaderInSecondsOrAsADateAndDoublesWithoutOne() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(Retries.nanos(0, Optional.of(" 2 "), "k", now)).isEqualTo(2_000_000_000L);
    assertThat(Retries.nanos(0, Optional.of("Thu, 1 Jan 2026 00:00:30 GMT"), "k", now))
        .isEqualTo(30_000_000_000L);
    assertThat(Retries.nanos(0, Optional.of("Wed, 31 Dec 2025 00:00:30 GMT"), "k", now)).isZero();
    assertThat(Retries.nanos(0, Optional.of("999999"), "k", now)).isEqualTo(600_000_000_000L);
    assertThat(Retries.nanos(0, Optional.of("soon"), "k", now))
        .isBetween(500_000_000L, 1_000_000_000L);
    assertThat(Retries.nanos(3, Optional.empty(), "k", now))
        .isBetween(4_000_000_000L, 8_000_000_000L);
    assertThat(Retries.nanos(40, Optional.empty(), "k", now))
        .isBetween(30_000_000_000L, 60_000_000_000L);
  }
}
