package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.filter.FilterSummary;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes what people read of a finished set, into its folder: {@code report.html}, one file below 5
 * MB that needs no network, {@code report.json} with the same numbers, and {@code README.md}, the
 * card for Hugging Face. Equal sets give equal files.
 */
public final class Reports {
  private static final String HTML = "report.html";
  private static final int CARDS = 6;

  private Reports() {}

  /**
   * Writes all three files of a finished build.
   *
   * @param folder the output folder, absolute
   * @throws IOException if the folder has no manifest, or its shards or ledger cannot be read
   */
  public static void write(String folder) throws IOException {
    write(folder, Progress.NONE);
  }

  /** Like {@link #write(String)}; a unit of progress is a shard. */
  public static void write(String folder, Progress progress) throws IOException {
    Manifest manifest = Manifest.read(folder);
    Summary summary = writePage(new ScoredSet(folder, ""), folder, manifest, progress);
    Storage.commitText(Storage.child(folder, "README.md"), DatasetCard.of(manifest, summary));
  }

  /** Writes page and numbers of a set with its scores, into the folder of the scores. */
  public static void write(ScoredSet scored, Progress progress) throws IOException {
    writePage(scored, scored.scores(), scored.manifest(), progress);
  }

  private static Summary writePage(
      ScoredSet set, String folder, Manifest manifest, Progress progress) throws IOException {
    SetScan scan = SetScan.of(set, manifest, CARDS, progress);
    Summary summary = summary(set.set(), manifest, scan);
    Map<String, List<SourceTally.Shown>> chosen = new LinkedHashMap<>();
    scan.sources().forEach((source, tally) -> chosen.put(source, tally.shown()));
    Page page =
        new Page(
            summary,
            manifest,
            set.scores().isEmpty() ? "Training set" : "Scores of a training set",
            note(summary, scan, !set.scores().isEmpty()),
            new ScoreView(scan.scores(), scan.samples()),
            FilterSummary.read(set.set()));
    String html = page.html(Cards.of(chosen));
    Storage.commitText(Storage.child(folder, "report.json"), Json.writePretty(summary));
    Storage.commitText(path(folder), html);
    return summary;
  }

  /** Where the page lies. */
  public static String path(String folder) {
    return Storage.child(folder, HTML);
  }

  /** The numbers of a set whose shards were read. */
  static Summary summary(String folder, Manifest manifest, SetScan scan) throws IOException {
    boolean byTokens = manifest.unit().equals("tokens");
    List<Summary.Source> sources = new ArrayList<>();
    manifest.accounts().stream()
        .sorted(Comparator.comparing(Account::source))
        .forEach(
            account ->
                sources.add(
                    Objects.requireNonNull(scan.sources().get(account.source()))
                        .summary(account, byTokens)));
    return new Summary(
        manifest.name(),
        manifest.toolkit(),
        manifest.fingerprint(),
        manifest.tokenizer(),
        manifest.seed(),
        manifest.rows(),
        manifest.bytes(),
        manifest.accounts().stream().mapToLong(Account::tokens).sum(),
        manifest.balances(),
        manifest.unit(),
        manifest.shards().size(),
        scan.shards(),
        sources.stream().mapToLong(Summary.Source::over).sum(),
        scan.sources().values().stream().anyMatch(SourceTally::estimated),
        sources,
        Losses.of(folder, manifest),
        ScoreView.points(scan.scores()));
  }

  private static String note(Summary summary, SetScan scan, boolean ofScores) {
    List<String> notes = new ArrayList<>();
    if (summary.shardsRead() < summary.shards()) {
      notes.add(
          "Histograms, sizes and samples were taken from "
              + Numbers.whole(summary.shardsRead())
              + " of "
              + Numbers.whole(summary.shards())
              + " shards, spread evenly; the balance and all totals cover the whole set.");
    }
    if (scan.unreadable() > 0) {
      notes.add(
          View.counted(scan.unreadable(), "row")
              + " could not be read: run 'oryx-curate validate' on this folder.");
    }
    if (ofScores && scan.unscored() > 0) {
      notes.add(
          Numbers.whole(scan.unscored())
              + " of "
              + View.counted(scan.samples(), "sample")
              + " have no score; the ledger beside the scores says why.");
    }
    return String.join(" ", notes);
  }
}
