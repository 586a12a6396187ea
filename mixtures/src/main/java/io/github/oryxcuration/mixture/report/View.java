package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the page's template names: texts that it escapes, and charts that it does not. */
final class View {
  private static final int LISTED = 200;

  private View() {}

  /** A big number and what it counts. */
  record Figure(String value, String label) {}

  /** A row of the balance. */
  record BalanceRow(
      String source,
      String read,
      String repeated,
      String written,
      String notSelected,
      String dropped,
      String quarantined,
      boolean balances,
      String equation) {}

  /** A row of asked and got. */
  record MixRow(
      String source, String asked, String got, String difference, String part, String svg) {}

  /** One reason of loss. */
  record LossBlock(
      String reason,
      String fate,
      String count,
      String advice,
      String sources,
      String rows,
      List<LedgerRow> examples,
      String more) {}

  /** A chart with its title. */
  record Chart(String title, String svg, String caption) {}

  /** Everything of one source. */
  record SourceBlock(
      String anchor,
      String name,
      String facts,
      List<Chart> charts,
      List<Summary.NeedleRow> needles,
      boolean hasNeedles,
      List<Card> cards,
      String note) {}

  /** A row of licences. */
  record LicenseRow(String source, String license, String rows) {}

  /** A list that may be too long to show whole. */
  record Listing<T>(List<T> rows, String more) {
    static <T> Listing<T> of(List<T> all, String where) {
      return all.size() <= LISTED
          ? new Listing<>(all, "")
          : new Listing<>(
              all.subList(0, LISTED),
              "and " + Numbers.whole(all.size() - LISTED) + " more, listed in " + where);
    }
  }

  /** A shard with its size as people read it. */
  record ShardRow(String file, String rows, String bytes, String sha256) {}

  static List<Figure> figures(Summary summary) {
    long read = summary.sources().stream().mapToLong(s -> s.account().read()).sum();
    long lost = // of rows; what else is told beside them is written, or was never a row
        summary.sources().stream()
            .flatMap(s -> s.account().lost().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    return List.of(
        new Figure(Numbers.whole(summary.rows()), "samples"),
        new Figure(
            Numbers.whole(summary.tokens()), "tokens" + (summary.estimated() ? ", estimated" : "")),
        new Figure(Numbers.bytes(summary.bytes()), "in " + counted(summary.shards(), "shard")),
        new Figure(
            Numbers.whole(summary.sources().size()),
            summary.sources().size() == 1 ? "source" : "sources"),
        new Figure(Numbers.whole(lost), "lost of " + counted(read, "row") + " read"),
        new Figure(Numbers.whole(summary.over()), "over the token limit"));
  }

  static String counted(long count, String noun) {
    return Numbers.whole(count) + " " + noun + (count == 1 ? "" : "s");
  }

  static List<BalanceRow> balance(Summary summary) {
    List<BalanceRow> rows = new ArrayList<>();
    for (Summary.Source source : summary.sources()) {
      rows.add(balanceRow(source.name(), source.account()));
    }
    return rows;
  }

  static BalanceRow total(Summary summary) {
    long read = 0;
    long repeated = 0;
    long written = 0;
    long notSelected = 0;
    Map<Reason, Long> lost = new TreeMap<>();
    for (Summary.Source source : summary.sources()) {
      Account account = source.account();
      read += account.read();
      repeated += account.repeated();
      written += account.written();
      notSelected += account.notSelected();
      account.lost().forEach((reason, n) -> lost.merge(reason, n, Long::sum));
    }
    Account all = new Account("all", read, repeated, written, notSelected, lost, 0, 0);
    return balanceRow("all", all);
  }

  private static BalanceRow balanceRow(String name, Account account) {
    return new BalanceRow(
        name,
        Numbers.whole(account.read()),
        Numbers.whole(account.repeated()),
        Numbers.whole(account.written()),
        Numbers.whole(account.notSelected()),
        Numbers.whole(account.lost(Reason.Fate.DROPPED)),
        Numbers.whole(account.lost(Reason.Fate.QUARANTINED)),
        account.balances(),
        account.equation());
  }

  static List<MixRow> mix(Summary summary) {
    long most = 1;
    long all = 0;
    for (Summary.Source source : summary.sources()) {
      most = Math.max(most, Math.max(source.asked(), source.got()));
      all += source.got();
    }
    List<MixRow> rows = new ArrayList<>();
    for (Summary.Source source : summary.sources()) {
      long difference = source.got() - source.asked();
      rows.add(
          new MixRow(
              source.name(),
              Numbers.whole(source.asked()),
              Numbers.whole(source.got()),
              difference == 0
                  ? "–"
                  : (difference > 0 ? "+" : "−") + Numbers.whole(Math.abs(difference)),
              Numbers.percent(source.got(), all),
              Charts.askedAndGot(source.asked(), source.got(), most)));
    }
    return rows;
  }

  static List<LossBlock> losses(Summary summary) {
    List<LossBlock> blocks = new ArrayList<>();
    for (Summary.Loss loss : summary.losses()) {
      long more = loss.count() - loss.examples().size();
      blocks.add(
          new LossBlock(
              loss.reason().name(),
              loss.fate().name().toLowerCase(Locale.ROOT),
              Numbers.whole(loss.count()),
              loss.advice(),
              counts(loss.sources()),
              counted(loss.count(), loss.fate() == Reason.Fate.UNFIT ? "frame" : "row"),
              loss.examples(),
              more > 0 ? "and " + Numbers.whole(more) + " more in the ledger" : ""));
    }
    return blocks;
  }

  static List<SourceBlock> sources(Summary summary, Map<String, List<Card>> cards) {
    List<SourceBlock> blocks = new ArrayList<>();
    for (Summary.Source source : summary.sources()) {
      List<Card> mine = cards.getOrDefault(source.name(), List.of());
      blocks.add(
          new SourceBlock(
              "source-" + blocks.size(),
              source.name(),
              facts(source),
              charts(source),
              source.needles(),
              !source.needles().isEmpty(),
              mine,
              source.account().written() == 0
                  ? "No sample of this source was written."
                  : mine.isEmpty() ? "No sample is shown, to keep this page small." : ""));
    }
    return blocks;
  }

  private static String facts(Summary.Source source) {
    List<String> facts = new ArrayList<>();
    facts.add(counted(source.account().written(), "sample"));
    facts.add(Numbers.whole(source.account().tokens()) + " tokens");
    if (source.rowsRead() > 0) {
      facts.add(counts(source.modalities()));
      if (!source.tasks().equals(source.modalities())) {
        facts.add(counts(source.tasks()));
      }
      String sizes = sizes(source);
      if (!sizes.isEmpty()) {
        facts.add(sizes);
      }
      if (source.distortion() > 1.005) {
        facts.add("distortion up to " + Numbers.decimal(source.distortion()));
      }
    }
    return String.join(" · ", facts);
  }

  /** Sizes that pictures share; where each has its own, the histogram says enough. */
  private static String sizes(Summary.Source source) {
    List<String> shared =
        source.sizes().stream()
            .filter(size -> size.count() > 1 || source.sizes().size() == 1)
            .map(size -> size.size() + " (" + Numbers.whole(size.count()) + ")")
            .toList();
    return shared.isEmpty() ? "" : "frequent sizes " + String.join(", ", shared);
  }

  private static List<Chart> charts(Summary.Source source) {
    List<Chart> charts = new ArrayList<>();
    add(charts, "Tokens per sample", source.tokens());
    add(charts, "Pictures or frames per sample", source.frames());
    add(charts, "Longer side of stored pictures, pixels", source.sides());
    return charts;
  }

  private static void add(List<Chart> charts, String title, Histogram histogram) {
    if (histogram.max() > 0) {
      charts.add(
          new Chart(
              title,
              histogram.min() == histogram.max() ? "" : Charts.histogram(histogram, title),
              Charts.caption(histogram)));
    }
  }

  static List<LicenseRow> licenses(Summary summary) {
    List<LicenseRow> rows = new ArrayList<>();
    for (Summary.Source source : summary.sources()) {
      source
          .licenses()
          .forEach((l, n) -> rows.add(new LicenseRow(source.name(), l, Numbers.whole(n))));
    }
    return rows;
  }

  static Listing<ShardRow> shards(Manifest manifest) {
    List<ShardRow> rows =
        manifest.shards().stream()
            .map(
                s ->
                    new ShardRow(
                        Storage.name(s.file()),
                        Numbers.whole(s.rows()),
                        Numbers.bytes(s.bytes()),
                        s.sha256()))
            .toList();
    return Listing.of(rows, "manifest.json");
  }

  private static String counts(SortedMap<String, Long> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getKey() + (counts.size() == 1 ? "" : " " + Numbers.whole(e.getValue())))
        .collect(Collectors.joining(", "));
  }
}
