package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.plan.Rank;
import io.github.oryxcuration.core.recipe.Recipe.LedgerMode;
import io.github.oryxcuration.core.run.Buckets;
import io.github.oryxcuration.core.run.RecordReader;
import io.github.oryxcuration.core.run.RunWriter;
import io.github.oryxcuration.core.storage.Storage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Probed rows of one bucket → the copies that the mix takes, on their way into a seeded order. */
final class OrderStage implements Stage<MixStage.Result, OrderStage.Task, OrderStage.Result> {
  private static final long serialVersionUID = 1L;

  /** Light rows of one part of the plan. */
  private static final long PART_BYTES = 96L << 20;

  /** About what a probed row takes. */
  private static final long ROW_BYTES = 1200;

  /**
   * Which rows of a source are taken.
   *
   * @param copies of every row
   * @param last the highest rank that gets one copy more, in hexadecimal, or an empty string
   */
  record Cut(long copies, String last) {}

  record Task(int bucket, String rows, List<Cut> cuts, int parts) {}

  /**
   * @param bytes planned bytes by part of the plan
   * @param notSelected rows that the mix left out, by the place of their source
   * @param repeated copies beyond a row's first, likewise
   */
  record Result(
      int bucket, String run, List<Long> bytes, List<Long> notSelected, List<Long> repeated) {}

  /** The sums of all buckets, kept for the balance. */
  record Summary(List<Long> notSelected, List<Long> repeated) {
    static Summary of(List<Result> results) {
      return new Summary(
          sum(results.stream().map(Result::notSelected).toList()),
          sum(results.stream().map(Result::repeated).toList()));
    }

    private static List<Long> sum(List<List<Long>> rows) {
      long[] sums = new long[rows.get(0).size()];
      for (List<Long> row : rows) {
        for (int s = 0; s < sums.length; s++) {
          sums[s] += row.get(s);
        }
      }
      return Arrays.stream(sums).boxed().toList();
    }
  }

  private final BuildContext context;

  OrderStage(BuildContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "order";
  }

  @Override
  public Class<MixStage.Result> previousType() {
    return MixStage.Result.class;
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
  public List<Task> cut(List<MixStage.Result> crossings) throws IOException {
    MixStage.Mix mix = Json.read(Storage.readAll(context.layout().mix()), MixStage.Mix.class);
    List<List<MixStage.RankRow>> near = new ArrayList<>();
    mix.shares().forEach(share -> near.add(new ArrayList<>()));
    for (MixStage.Result crossing : crossings) {
      gather(crossing.found(), near);
    }
    List<Cut> cuts = new ArrayList<>();
    long rows = 0;
    for (int s = 0; s < near.size(); s++) {
      MixStage.Share share = mix.shares().get(s);
      cuts.add(cut(share, near.get(s), mix.byTokens()));
      rows += share.supply().rows() * (share.quota().copies() + 1);
    }
    int parts = Buckets.of(rows * ROW_BYTES, PART_BYTES).count();
    return mix.probed().stream().map(p -> new Task(p.bucket(), p.rows(), cuts, parts)).toList();
  }

  private static void gather(String file, List<List<MixStage.RankRow>> near) throws IOException {
    try (RecordReader in = RecordReader.open(file)) {
      while (in.next()) {
        MixStage.RankRow row = MixStage.RankRow.of(in.array(), in.offset());
        near.get(row.source()).add(row);
      }
    }
  }

  /** The exact cut: exactly so many rows, or as many as stay within so many tokens. */
  static Cut cut(MixStage.Share share, List<MixStage.RankRow> near, boolean byTokens) {
    long rest = share.quota().rest() - share.before();
    if (share.crossing() < 0) {
      return new Cut(share.quota().copies(), "");
    }
    near.sort((a, b) -> Arrays.compareUnsigned(a.rank(), b.rank()));
    byte @Nullable [] last = null;
    for (MixStage.RankRow row : near) {
      rest -= byTokens ? row.tokens() : 1;
      if (rest < 0) {
        break;
      }
      last = row.rank();
    }
    if (last == null) {
      // Nothing of this bin fits: the cut is the end of the bin before it.
      last = new byte[Rank.BYTES];
      if (share.crossing() == 0) {
        return new Cut(share.quota().copies(), "");
      }
      Arrays.fill(last, (byte) 0xff);
      last[0] = (byte) (share.crossing() - 1);
    }
    return new Cut(share.quota().copies(), Rank.hex(last));
  }

  @Override
  public Result run(Task task) throws IOException {
    String path = context.layout().ordered(task.bucket);
    Buckets parts = new Buckets(task.parts);
    long[] bytes = new long[task.parts];
    long[] notSelected = new long[task.cuts.size()];
    long[] repeated = new long[task.cuts.size()];
    List<byte[]> lasts = task.cuts.stream().map(cut -> HexFormat.of().parseHex(cut.last)).toList();
    Rank.Draw order = new Rank.Draw(context.recipe().seed(), Rank.ORDER);
    try (RecordReader in = RecordReader.open(task.rows);
        RunWriter run = new RunWriter(path, Rank.BYTES, parts);
        Unselected unselected = new Unselected(context, task.bucket)) {
      while (in.next()) {
        ProbedRow row = ProbedRow.ranked(in.array(), in.offset(), in.length());
        long copies = task.cuts.get(row.source()).copies;
        byte[] last = lasts.get(row.source());
        if (last.length > 0 && row.isUpTo(last)) {
          copies++;
        }
        if (copies == 0) {
          notSelected[row.source()]++;
          unselected.add(row);
        } else {
          repeated[row.source()] += copies - 1;
        }
        for (int copy = 0; copy < copies; copy++) {
          byte[] rank = order.of(PlanRow.idOf(row.id(), copy));
          bytes[parts.of(rank)] += row.bytes();
          run.add(rank, row.values(copy));
        }
      }
      run.commit();
      unselected.commit();
    }
    return new Result(
        task.bucket,
        path,
        Arrays.stream(bytes).boxed().toList(),
        Arrays.stream(notSelected).boxed().toList(),
        Arrays.stream(repeated).boxed().toList());
  }

  /** Lists rows that the mix left out, where the recipe asks for a full ledger. */
  private static final class Unselected implements AutoCloseable {
    private final @Nullable OutputStream out;
    private final String path;
    private final String temporary;
    private final List<String> sources;

    Unselected(BuildContext context, int bucket) throws IOException {
      path = context.layout().unselectedLedger(bucket);
      temporary = Storage.temporary(path);
      sources = context.sources();
      out =
          context.recipe().ledger() == LedgerMode.FULL
              ? new BufferedOutputStream(Channels.newOutputStream(Storage.create(temporary)))
              : null;
    }

    void add(ProbedRow row) throws IOException {
      if (out != null) {
        String line =
            Json.write(
                Map.of(
                    "source",
                    sources.get(row.source()),
                    "id",
                    new String(row.id(), StandardCharsets.UTF_8),
                    "rank",
                    Rank.hex(row.rank())));
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }

    void commit() throws IOException {
      if (out != null) {
        out.close();
        Storage.move(temporary, path);
      }
    }

    @Override
    public void close() throws IOException {
      if (out != null) {
        out.close();
        Storage.delete(List.of(temporary));
      }
    }
  }
}
