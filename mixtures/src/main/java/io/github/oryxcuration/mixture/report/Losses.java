package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.core.error.Advice;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.ledger.LedgerReader;
import io.github.oryxcuration.core.manifest.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was lost by reason: counts from the manifest, examples and lost frames from the ledger. */
final class Losses {
  private static final int EXAMPLES = 5;
  private static final int LONGEST_MESSAGE = 600;

  private Losses() {}

  /** The most frequent reason first. */
  static List<Summary.Loss> of(String folder, Manifest manifest) throws IOException {
    Map<Reason, SortedMap<String, Long>> counts = new EnumMap<>(Reason.class);
    for (Account account : manifest.accounts()) {
      account
          .lost()
          .forEach(
              (reason, n) -> {
                if (n > 0) {
                  counts
                      .computeIfAbsent(reason, r -> new TreeMap<>())
                      .merge(account.source(), n, Long::sum);
                }
              });
    }
    reduced(folder).forEach((reason, sources) -> counts.put(reason, new TreeMap<>(sources)));
    Map<Reason, List<LedgerRow>> examples = examples(folder);
    List<Summary.Loss> losses = new ArrayList<>();
    counts.forEach(
        (reason, sources) ->
            losses.add(
                new Summary.Loss(
                    reason,
                    reason.fate(),
                    sources.values().stream().mapToLong(Long::longValue).sum(),
                    Advice.of(reason),
                    sources,
                    examples.getOrDefault(reason, List.of()))));
    losses.sort(
        Comparator.comparingLong(Summary.Loss::count)
            .reversed()
            .thenComparing(Summary.Loss::reason));
    return losses;
  }

  /**
   * Samples that were written with less: the manifest, which balances rows, does not count them.
   */
  private static Map<Reason, SortedMap<String, Long>> reduced(String folder) throws IOException {
    Map<Reason, SortedMap<String, Long>> counts = new EnumMap<>(Reason.class);
    for (String file : LedgerReader.reduced(folder)) {
      LedgerReader.read(
          file,
          row ->
              counts
                  .computeIfAbsent(row.reason(), r -> new TreeMap<>())
                  .merge(row.source(), 1L, Long::sum));
    }
    return counts;
  }

  private static Map<Reason, List<LedgerRow>> examples(String folder) throws IOException {
    Map<Reason, List<LedgerRow>> examples = new EnumMap<>(Reason.class);
    List<String> files = new ArrayList<>(LedgerReader.files(folder));
    files.addAll(LedgerReader.reduced(folder));
    for (String file : files) {
      LedgerReader.read(
          file,
          row -> {
            List<LedgerRow> rows =
                examples.computeIfAbsent(row.reason(), reason -> new ArrayList<>());
            if (rows.size() < EXAMPLES) {
              rows.add(shortened(row));
            }
          });
    }
    return examples;
  }

  private static LedgerRow shortened(LedgerRow row) {
    return new LedgerRow(
        row.source(),
        Texts.cut(row.id(), LONGEST_MESSAGE),
        Texts.cut(row.originId(), LONGEST_MESSAGE),
        Texts.cut(row.file(), LONGEST_MESSAGE),
        Texts.cut(row.position(), LONGEST_MESSAGE),
        row.stage(),
        row.reason(),
        Texts.cut(row.message(), LONGEST_MESSAGE));
  }
}
