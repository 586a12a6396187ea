package io.github.oryxcuration.mixture.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.plan.PackedRow;
import io.github.oryxcuration.core.plan.Planned;
import java.util.Arrays;

/**
 * One row of the plan: a sample that will be written.
 *
 * @param id of the sample; copies after the first have a suffix
 * @param file that holds its annotation
 * @param copy 0 for the first
 * @param bytes that it is expected to take
 * @param packed the planned sample, see {@link PackedRow}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlanRow(
    String id,
    String source,
    String file,
    String fileDigest,
    int copy,
    long tokens,
    long bytes,
    byte[] packed) {
  PlanRow {
    requireNonNull(id, "id");
    requireNonNull(source, "source");
    requireNonNull(file, "file");
    requireNonNull(fileDigest, "fileDigest");
    requireNonNull(packed, "packed");
  }

  /** Whose candidate has the id of the first copy. */
  Planned planned() {
    String first = id.substring(0, id.length() - suffix(copy).length());
    return PackedRow.planned(new PackedRow.Head(first, source, file, fileDigest), packed);
  }

  /** Ids stay distinct when a source is repeated. */
  static byte[] idOf(byte[] id, int copy) {
    if (copy == 0) {
      return id;
    }
    byte[] suffix = suffix(copy).getBytes(UTF_8);
    byte[] all = Arrays.copyOf(id, id.length + suffix.length);
    System.arraycopy(suffix, 0, all, id.length, suffix.length);
    return all;
  }

  private static String suffix(int copy) {
    return copy == 0 ? "" : "~" + (copy + 1);
  }
}
