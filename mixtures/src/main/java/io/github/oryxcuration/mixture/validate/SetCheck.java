package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.ledger.LedgerReader;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks what the manifest says against the folder around it. */
final class SetCheck {
  private static final String MANIFEST = "manifest.json";
  private static final String LEDGER = "ledger";

  private final Findings findings;
  private final Manifest manifest;

  SetCheck(Findings findings, Manifest manifest) {
    this.findings = findings;
    this.manifest = manifest;
  }

  void balance() {
    for (Account account : manifest.accounts()) {
      findings.looked(Check.BALANCE, 1);
      if (!account.balances()) {
        findings.wrong(Check.BALANCE, Finding.of(MANIFEST, account.equation()));
      }
    }
    long written = manifest.accounts().stream().mapToLong(Account::written).sum();
    if (written != manifest.rows()) {
      findings.wrong(
          Check.BALANCE,
          Finding.of(
              MANIFEST,
              "the sources wrote " + written + " samples, the shards hold " + manifest.rows()));
    }
  }

  /**
   * The shards that can be read.
   *
   * @param place their folder below that of the set
   * @param said by the manifest
   * @param present the Parquet files that are there
   */
  List<Manifest.Shard> shards(
      String place, List<Manifest.Shard> said, String folder, List<String> present)
      throws IOException {
    List<Manifest.Shard> there = new ArrayList<>();
    Set<String> strangers = new TreeSet<>(present);
    for (Manifest.Shard shard : said) {
      findings.looked(Check.SHARDS, 1);
      String path = Storage.child(folder, place + "/" + shard.file());
      strangers.remove(path);
      try {
        long bytes = Storage.stat(path).bytes();
        if (bytes != shard.bytes()) {
          findings.wrong(
              Check.SHARDS,
              Finding.of(
                  shard.file(), "it has " + bytes + " bytes, the manifest says " + shard.bytes()));
        }
        there.add(shard);
      } catch (FileNotFoundException e) {
        findings.wrong(Check.SHARDS, Finding.of(shard.file(), "it is missing"));
      }
    }
    for (String path : strangers) {
      findings.looked(Check.SHARDS, 1);
      findings.wrong(
          Check.SHARDS, Finding.of(Storage.name(path), "the manifest does not know this file"));
    }
    return there;
  }

  /**
   * Compares rows and tokens of each source.
   *
   * @param found rows and tokens by source
   */
  void sources(Map<String, long[]> found) {
    Map<String, long[]> left = new TreeMap<>(found);
    for (Account account : manifest.accounts()) {
      findings.looked(Check.SOURCES, 1);
      long[] sums = left.remove(account.source());
      long rows = sums == null ? 0 : sums[0];
      long tokens = sums == null ? 0 : sums[1];
      if (rows != account.written() || tokens != account.tokens()) {
        findings.wrong(
            Check.SOURCES,
            Finding.of(
                MANIFEST,
                "%s: the shards hold %d samples of %d tokens, the manifest says %d of %d"
                    .formatted(
                        account.source(), rows, tokens, account.written(), account.tokens())));
      }
    }
    left.keySet()
        .forEach(
            source ->
                findings.wrong(
                    Check.SOURCES, Finding.of(MANIFEST, "no account for the source " + source)));
  }

  void ledger(String folder) {
    Map<String, Map<Reason, Long>> counts = new HashMap<>();
    try {
      for (String file : LedgerReader.files(folder)) {
        LedgerReader.read(
            file,
            row ->
                counts
                    .computeIfAbsent(row.source(), s -> new EnumMap<>(Reason.class))
                    .merge(row.reason(), 1L, Long::sum));
      }
    } catch (IOException e) {
      findings.wrong(Check.LEDGER, Finding.of(LEDGER, String.valueOf(e.getMessage())));
      return;
    }
    for (Account account : manifest.accounts()) {
      Map<Reason, Long> found = counts.getOrDefault(account.source(), Map.of());
      Set<Reason> reasons = new TreeSet<>(found.keySet());
      reasons.addAll(account.lost().keySet());
      for (Reason reason : reasons) {
        long here = found.getOrDefault(reason, 0L);
        long said = account.lost().getOrDefault(reason, 0L);
        findings.looked(Check.LEDGER, here);
        if (here != said) {
          findings.wrong(
              Check.LEDGER,
              Finding.of(
                  LEDGER,
                  "%s: %d rows are %s, the manifest says %d"
                      .formatted(account.source(), here, reason, said)));
        }
      }
    }
    Set<String> known =
        manifest.accounts().stream().map(Account::source).collect(Collectors.toSet());
    counts.keySet().stream()
        .filter(source -> !known.contains(source))
        .sorted()
        .forEach(
            source ->
                findings.wrong(
                    Check.LEDGER, Finding.of(LEDGER, "no account for the source " + source)));
  }
}
