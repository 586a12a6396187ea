package io.github.oryxcuration.mixture.build;

import static java.util.Objects.requireNonNull;

/**
 * One row of the plan: a sample that will be written.
 *
 * @param rank its place in the seeded order, in hexadecimal
 * @param id of the sample; copies after the first have a suffix
 * @param copy 0 for the first
 * @param stretch of planned bytes in which it starts; rows of one stretch share a shard
 * @param bytes that it is expected to take
 * @param planned the planned sample as JSON
 */
record PlanRow(
    String rank,
    String id,
    String source,
    int copy,
    long stretch,
    long tokens,
    long bytes,
    String planned) {
  PlanRow {
    requireNonNull(rank, "rank");
    requireNonNull(id, "id");
    requireNonNull(source, "source");
    requireNonNull(planned, "planned");
  }

  /** Ids stay distinct when a source is repeated. */
  static String idOf(String id, long copy) {
    return copy == 0 ? id : id + "~" + (copy + 1);
  }
}
