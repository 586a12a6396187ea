package io.github.oryxcuration.core.caption;

import io.github.oryxcuration.core.digest.Digest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long to wait before a failed call is made again. */
final class Retries {
  private static final long FIRST_MILLIS = 1000;
  private static final long LONGEST_MILLIS = 60_000;
  private static final Duration LONGEST_TOLD = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 16;

  private Retries() {}

  /**
   * The wait that the server asks for, but no longer than ten minutes; else one that doubles with
   * every attempt, spread by key so that many callers do not come back at once.
   *
   * @param attempt 0 for the first that failed
   */
  static long nanos(int attempt, Optional<String> retryAfter, String key, Instant now) {
    Optional<Duration> told = retryAfter.flatMap(value -> parse(value, now));
    if (told.isPresent()) {
      Duration wait = told.get().compareTo(LONGEST_TOLD) > 0 ? LONGEST_TOLD : told.get();
      return wait.toNanos();
    }
    long full =
        Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, MOST_DOUBLINGS)) * 1_000_000;
    int spread = Digest.of((key + attempt).getBytes(java.nio.charset.StandardCharsets.UTF_8))[0];
    return full / 2 + full / 2 * (spread & 0xff) / 255;
  }

  private static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
      return Optional.of(Duration.ofMillis((long) Math.ceil(1000 * Double.parseDouble(text))));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, at);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
