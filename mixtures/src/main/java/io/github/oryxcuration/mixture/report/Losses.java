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

/**
 * What was lost by reason: counts from the manifest; examples, and frames that went, from the
 * ledger.
 */
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
                  count(reason, account.source(), n, counts);
                }
              });
    }
    Map<Reason, List<LedgerRow>> examples = new EnumMap<>(Reason.class);
    for (String file : LedgerReader.files(folder)) {
      LedgerReader.read(file, row -> show(row, examples));
    }
    // Samples that were written with less, and frames that were no needles: the manifest, which
    // balances rows, does not count them.
    List<String> others = new ArrayList<>(LedgerReader.reduced(folder));
    others.addAll(LedgerReader.unfit(folder));
    for (String file : others) {
      LedgerReader.read(
          file,
          row -> {
            count(row.reason(), row.source(), 1, counts);
            show(row, examples);
          });
    }
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

  private static void count(
      Reason reason, String source, long n, Map<Reason, SortedMap<String, Long>> counts) {
    counts.computeIfAbsent(reason, r -> new TreeMap<>()).merge(source, n, Long::sum);
  }

  private static void show(LedgerRow row, Map<Reason, List<LedgerRow>> examples) {
    List<LedgerRow> rows = examples.computeIfAbsent(row.reason(), reason -> new ArrayList<>());
    if (rows.size() < EXAMPLES) {
      rows.add(shortened(row));
    }
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
