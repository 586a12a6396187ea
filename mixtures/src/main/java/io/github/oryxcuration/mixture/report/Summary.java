package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.mixture.scored.ScoreCurve;
import java.util.List;
import java.util.SortedMap;

/**
 * The numbers of a report, as {@code report.json} holds them.
 *
 * @param tokens of all samples
 * @param unit what {@code asked} and {@code got} count
 * @param shardsRead of {@code shards} were read for the statistics; fewer in large sets
 * @param over samples that pass the trainer's limit, among those read
 * @param estimated whether text tokens are an estimate
 * @param scores what thresholds of each would keep of those read
 */
record Summary(
    String name,
    String toolkit,
    String fingerprint,
    String tokenizer,
    long seed,
    long rows,
    long bytes,
    long tokens,
    boolean balances,
    String unit,
    long shards,
    long shardsRead,
    long over,
    boolean estimated,
    List<Source> sources,
    List<Loss> losses,
    SortedMap<String, List<ScoreCurve.Point>> scores) {

  Summary {
    sources = List.copyOf(sources);
    losses = List.copyOf(losses);
  }

  /**
   * One source.
   *
   * @param asked samples or tokens that the recipe asked for
   * @param got samples or tokens that were written
   * @param rowsRead samples that the numbers below were taken from
   * @param tokens per sample
   * @param frames pictures or frames per sample
   * @param sides the longer side of every stored picture, in pixels
   * @param sizes the most frequent stored sizes
   * @param needles by task and length; empty where there are none
   */
  record Source(
      String name,
      Account account,
      String equation,
      boolean balances,
      long asked,
      long got,
      long rowsRead,
      SortedMap<String, Long> licenses,
      SortedMap<String, Long> tasks,
      SortedMap<String, Long> modalities,
      long over,
      double distortion,
      Histogram tokens,
      Histogram frames,
      Histogram sides,
      List<SizeCount> sizes,
      List<NeedleRow> needles) {}

  /**
   * How many needles of one task and length lie in each tenth of the depth.
   *
   * @param length in words: frames up to a bound
   */
  record NeedleRow(String task, String length, List<Long> depths) {}

  /** How many stored pictures have one size. */
  record SizeCount(String size, long count) {}

  /**
   * One reason of loss.
   *
   * @param sources how many rows of each source
   * @param examples the first ones of the ledger
   */
  record Loss(
      Reason reason,
      Reason.Fate fate,
      long count,
      String advice,
      SortedMap<String, Long> sources,
      List<LedgerRow> examples) {}
}
