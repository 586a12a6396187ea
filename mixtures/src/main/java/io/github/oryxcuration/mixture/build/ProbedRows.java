package io.github.oryxcuration.mixture.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.ledger.LedgerWriter;
import io.github.oryxcuration.core.plan.PackedRow;
import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.plan.Rank;
import io.github.oryxcuration.core.run.RecordWriter;
import io.github.oryxcuration.core.sample.Candidate;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where candidates end up once they are probed: in a file of rows and a file of their ranks, or in
 * the ledger.
 */
final class ProbedRows implements Closeable {

  /** Measures a candidate, or refuses it. */
  @FunctionalInterface
  interface Probe {
    Planned plan(Candidate candidate) throws IOException;
  }

  private final BuildContext context;
  private final int number;
  private final String rowPath;
  private final String rankPath;
  private final RecordWriter rows;
  private final RecordWriter ranks;
  private final LedgerWriter ledger;
  private final List<String> sources;
  private final Rank.Draw select;
  private final Map<String, Tally.Counter> counters = new TreeMap<>();

  /**
   * Opens both files.
   *
   * @param number names them; no two tasks use the same
   */
  ProbedRows(BuildContext context, int number, LedgerWriter ledger) throws IOException {
    this.context = context;
    this.number = number;
    this.rowPath = context.layout().probed(number);
    this.rankPath = context.layout().ranks(number);
    this.ledger = ledger;
    this.sources = context.sources();
    this.select = new Rank.Draw(context.recipe().seed(), Rank.SELECT);
    sources.forEach(source -> counters.put(source, new Tally.Counter()));
    this.rows = new RecordWriter(rowPath);
    this.ranks = new RecordWriter(rankPath);
  }

  /**
   * Probes a candidate and keeps it, or says in the ledger why not.
   *
   * @param packed the candidate, see {@link PackedRow#of(Candidate)}
   */
  void take(Candidate candidate, int part, byte[] packed, Probe probe) throws IOException {
    Tally.Counter counter = requireNonNull(counters.get(candidate.source()), candidate.source());
    Planned planned;
    try {
      planned = probe.plan(candidate);
    } catch (CurationException e) {
      counter.lost(e.reason());
      LedgerRow row = ProbeStage.lost(candidate, candidate.id(), "probe", e);
      ledger.add(context.names(candidate.source()).of(row));
      return;
    }
    int source = sources.indexOf(candidate.source());
    byte[] id = candidate.id().getBytes(UTF_8);
    byte[] rank = select.of(id);
    long tokens = planned.budget().totalTokens();
    counter.kept(rank, tokens);
    rows.add(ProbedRow.head(rank, source, part, planned, id), PackedRow.of(packed, planned));
    ranks.add(new MixStage.RankRow(source, rank, tokens).toBytes());
  }

  /** Gives both files their names. The ledger is the caller's. */
  ProbeStage.Result commit() throws IOException {
    rows.commit();
    ranks.commit();
    Map<String, Tally> tallies = new TreeMap<>();
    counters.forEach((source, counter) -> tallies.put(source, counter.tally()));
    return new ProbeStage.Result(number, rowPath, rankPath, tallies);
  }

  @Override
  public void close() throws IOException {
    try {
      rows.close();
    } finally {
      ranks.close();
    }
  }
}
