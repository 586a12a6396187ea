package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.plan.Rank;
import io.github.oryxcuration.core.recipe.Recipe.MixBy;
import io.github.oryxcuration.core.run.RecordReader;
import io.github.oryxcuration.core.run.RecordWriter;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.mix.Allocation;
import io.github.oryxcuration.mixture.mix.Quota;
import io.github.oryxcuration.mixture.mix.Supply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides how much of each source is taken, and finds the rows around each cut. The rank of the
 * last row taken lies in one of 256 bins of ranks; only that bin's ranks are gathered to find it
 * exactly, so memory does not grow with the source.
 */
final class MixStage implements Stage<ProbeStage.Result, MixStage.Task, MixStage.Result> {
  private static final long serialVersionUID = 1L;

  /**
   * @param crossing for each source, by its place, the bin of its cut, or -1 where there is none
   */
  record Task(int bucket, String ranks, List<Integer> crossing) {}

  /**
   * @param found the file of ranks that lie in a crossing bin
   */
  record Result(int bucket, String found) {}

  /**
   * What was decided for one source.
   *
   * @param crossing the bin of ranks in which the cut lies, or -1
   * @param before rows, or tokens, of the bins before it
   */
  record Share(Quota quota, Supply supply, int crossing, long before, Tally tally) {}

  /** Kept in the plan. */
  record Mix(boolean byTokens, List<Share> shares, List<ProbeStage.Result> probed) {}

  private final BuildContext context;

  MixStage(BuildContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "mix";
  }

  @Override
  public Class<ProbeStage.Result> previousType() {
    return ProbeStage.Result.class;
  }

  @Override
  public Class<Task> taskType() {
    return Task.class;
  }

  @Override
  public Class<Result> resultType() {
    return Result.class;
  }

  @Override
  public List<Task> cut(List<ProbeStage.Result> probedAlone) throws IOException {
    List<ProbeStage.Result> probed = new ArrayList<>(probedAlone);
    probed.addAll(ProbeStage.ReadSummary.of(context).probed());
    Map<String, Tally> tallies = new TreeMap<>();
    for (ProbeStage.Result result : probed) {
      result.sources().forEach((source, tally) -> tallies.merge(source, tally, Tally::plus));
    }
    Map<String, Supply> supplies = new TreeMap<>();
    tallies.forEach((s, tally) -> supplies.put(s, new Supply(s, tally.rows(), tally.tokens())));
    boolean byTokens = context.recipe().mixBy() == MixBy.TOKENS;
    List<Share> shares = new ArrayList<>();
    for (Quota quota : Allocation.of(context.recipe(), supplies)) {
      Tally tally = tallies.getOrDefault(quota.source(), new Tally.Counter().tally());
      Supply supply = supplies.getOrDefault(quota.source(), new Supply(quota.source(), 0, 0));
      shares.add(share(quota, supply, tally, byTokens));
    }
    // The per-bucket histograms have done their work; the plan keeps their sums.
    List<ProbeStage.Result> files =
        probed.stream()
            .map(r -> new ProbeStage.Result(r.bucket(), r.rows(), r.ranks(), Map.of()))
            .toList();
    Storage.commitText(context.layout().mix(), Json.write(new Mix(byTokens, shares, files)));
    List<Integer> crossing = shares.stream().map(Share::crossing).toList();
    if (crossing.stream().allMatch(bin -> bin < 0)) {
      return List.of();
    }
    return probed.stream().map(r -> new Task(r.bucket(), r.ranks(), crossing)).toList();
  }

  private static Share share(Quota quota, Supply supply, Tally tally, boolean byTokens) {
    if (quota.rest() == 0) {
      return new Share(quota, supply, -1, 0, tally);
    }
    List<Long> bins = byTokens ? tally.binTokens() : tally.binRows();
    long before = 0;
    int bin = 0;
    while (bin < Tally.BINS - 1 && before + bins.get(bin) < quota.rest()) {
      before += bins.get(bin++);
    }
    return new Share(quota, supply, bin, before, tally);
  }

  @Override
  public Result run(Task task) throws IOException {
    String found = context.layout().crossing(task.bucket);
    try (RecordReader in = RecordReader.open(task.ranks);
        RecordWriter out = new RecordWriter(found)) {
      while (in.next()) {
        RankRow row = RankRow.of(in.array(), in.offset());
        if ((row.rank()[0] & 0xff) == task.crossing.get(row.source())) {
          out.add(row.toBytes());
        }
      }
      out.commit();
    }
    return new Result(task.bucket, found);
  }

  /** One row of a file of ranks. */
  @SuppressWarnings("ArrayRecordComponent") // never compared by the record's equals
  record RankRow(int source, byte[] rank, long tokens) {
    static RankRow of(byte[] bytes, int offset) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int rankEnd = offset + Integer.BYTES + Rank.BYTES;
      return new RankRow(
          in.getInt(offset),
          Arrays.copyOfRange(bytes, offset + Integer.BYTES, rankEnd),
          in.getLong(rankEnd));
    }

    byte[] toBytes() {
      return ByteBuffer.allocate(Integer.BYTES + Rank.BYTES + Long.BYTES)
          .putInt(source)
          .put(rank)
          .putLong(tokens)
          .array();
    }
  }
}
