package io.github.oryxcuration.core.ledger;

import io.github.oryxcuration.core.error.Reason;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the rows of one source went.
 *
 * <pre>read + repeated = written + not selected + lost</pre>
 *
 * @param read rows that the source's files hold, unreadable ones included
 * @param repeated further copies that the mix asked for (epochs)
 * @param written samples in the shards
 * @param notSelected rows that the mix left out
 * @param lost rows in the ledger, by reason
 * @param asked samples (or tokens) that the recipe asked for
 * @param tokens of the written samples
 */
public record Account(
    String source,
    long read,
    long repeated,
    long written,
    long notSelected,
    Map<Reason, Long> lost,
    long asked,
    long tokens) {

  public Account {
    lost = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(lost));
  }

  public long lostInAll() {
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }

  public long lost(Reason.Fate fate) {
    return lost.entrySet().stream()
        .filter(e -> e.getKey().fate() == fate)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  public boolean balances() {
    return read + repeated == written + notSelected + lostInAll();
  }

  /** The equation of this source with its numbers. */
  public String equation() {
    return String.format(
        java.util.Locale.ROOT,
        "%s: read %d + repeated %d = written %d + not selected %d + dropped %d + quarantined %d",
        source,
        read,
        repeated,
        written,
        notSelected,
        lost(Reason.Fate.DROPPED),
        lost(Reason.Fate.QUARANTINED));
  }
}
