package io.github.oryxcuration.runtime.memory;

import java.util.Locale;

/** Sizes in words. */
public final class Bytes {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private Bytes() {}

  /** Such as 17 bytes, 1.5 MiB, 61.2 GiB. */
  public static String text(long bytes) {
    if (Math.abs(bytes) < 1024) {
      return bytes + " bytes";
    }
    double size = bytes / 1024.0;
    int unit = 0;
    while (Math.abs(size) >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
