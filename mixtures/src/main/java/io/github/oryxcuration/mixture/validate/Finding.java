package io.github.oryxcuration.mixture.validate;

import java.util.Comparator;

/**
 * One thing that is wrong.
 *
 * @param file in which, or an empty string
 * @param row 0-based, or {@link #NO_ROW}
 * @param id of the sample, or an empty string
 * @param message found versus expected
 */
public record Finding(String file, long row, String id, String message)
    implements Comparable<Finding> {
  public static final long NO_ROW = -1;

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparing(Finding::row)
          .thenComparing(Finding::id)
          .thenComparing(Finding::message);

  static Finding of(String file, String message) {
    return new Finding(file, NO_ROW, "", message);
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  /** On one line. */
  String line() {
    StringBuilder line = new StringBuilder(file);
    if (row != NO_ROW) {
      line.append(" row ").append(row);
    }
    if (!id.isEmpty()) {
      line.append(" (").append(id).append(')');
    }
    return line.append(line.length() == 0 ? "" : ": ").append(message).toString();
  }
}
