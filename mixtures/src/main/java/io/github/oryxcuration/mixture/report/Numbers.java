package io.github.oryxcuration.mixture.report;

import java.util.Locale;

/** Numbers as people read them; the same in every locale. */
final class Numbers {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Numbers() {}

  /** As in {@code 1,234,567}. */
  static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** As in {@code 1.23} or {@code 12.3}: three digits that count. */
  static String decimal(double value) {
    String pattern = Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, pattern, value);
  }

  /** As in {@code 1.23 GB}; units of 1000, as disks have them. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return (unit == 0 ? whole(bytes) : decimal(value)) + " " + UNITS[unit];
  }

  /** As in {@code 12.5 %}; {@code –} of nothing. */
  static String percent(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    double percent = 100.0 * part / whole;
    boolean hidden = part > 0 && percent < 0.1;
    return hidden ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** A moment of a video, as in {@code 1:02.5} or {@code 3 s}. */
  static String moment(double seconds) {
    if (seconds < 60) {
      return trimmed(seconds) + " s";
    }
    long minutes = (long) (seconds / 60);
    double rest = seconds - minutes * 60;
    return minutes + ":" + (rest < 10 ? "0" : "") + trimmed(rest);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.1f", Math.floor(value * 10) / 10);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
