package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.LedgerWriter;
import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardFile;
import io.github.oryxcuration.core.shard.ShardWriter;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One shard of the plan → one Parquet file, media included, and its entry in the manifest. */
final class WriteStage implements Stage<HaystackStage.Result, WriteStage.Task, WriteStage.Result> {
  private static final long serialVersionUID = 1L;

  /** Planned bytes whose embedded media are fetched together. */
  private static final long WINDOW_BYTES = 48L << 20;

  private static final int WINDOW_ROWS = 512;

  record Task(int shard, int shards, List<SortStage.Slice> slices) {}

  /** What one source gave to a shard. */
  record Part(long written, long tokens, Map<Reason, Long> lost) {}

  /**
   * @param file the name of the shard, or an empty string if every row of it was lost
   */
  record Result(
      int shard,
      int shards,
      String file,
      long rows,
      long bytes,
      String sha256,
      Map<String, Part> sources) {}

  /**
   * Which shards there will be; kept in the plan.
   *
   * @param bytes of them
   * @param haystackBytes of the films beside them
   */
  record Shards(
      int shards,
      long rows,
      long bytes,
      long haystackBytes,
      long tokens,
      List<Long> bytesPerShard) {}

  private final BuildContext context;

  WriteStage(BuildContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "write";
  }

  @Override
  public Class<HaystackStage.Result> previousType() {
    return HaystackStage.Result.class;
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
  public String marker(int number, Task task) {
    return Layout.shardMarker(task.shard, task.shards);
  }

  @Override
  public boolean stillThere(Result result) throws IOException {
    if (result.file.isEmpty()) {
      return true;
    }
    try {
      return Storage.stat(context.layout().shard(result.shard, result.shards)).bytes()
          == result.bytes;
    } catch (FileNotFoundException gone) {
      return false;
    }
  }

  @Override
  public List<Task> cut(List<HaystackStage.Result> haystacks) throws IOException {
    Storage.commitText(context.layout().haystacksWritten(), Json.write(new Haystacks(haystacks)));
    HaystackStage.Sorted sorted =
        Json.read(Storage.readAll(context.layout().sorted()), HaystackStage.Sorted.class);
    return tasks(context, sorted.parts());
  }

  /** What passes this stage by. */
  record Haystacks(List<HaystackStage.Result> files) {}

  /** Numbers the stretches that hold rows; none of the shards is empty. */
  static List<Task> tasks(BuildContext context, List<SortStage.Result> sorted) throws IOException {
    TreeMap<Long, List<SortStage.Slice>> stretches = new TreeMap<>();
    long tokens = 0;
    for (SortStage.Result part : sorted) {
      tokens += part.tokens();
      for (SortStage.Slice slice : part.slices()) {
        stretches.computeIfAbsent(slice.stretch(), s -> new ArrayList<>()).add(slice);
      }
    }
    List<Task> tasks = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    long rows = 0;
    for (List<SortStage.Slice> slices : stretches.values()) {
      tasks.add(new Task(tasks.size(), stretches.size(), slices));
      bytes.add(slices.stream().mapToLong(SortStage.Slice::bytes).sum());
      rows += slices.stream().mapToLong(SortStage.Slice::rows).sum();
    }
    long all = bytes.stream().mapToLong(Long::longValue).sum();
    long haystacks =
        HaystackStage.all(context, sorted).stream().mapToLong(HaystackStage.First::bytes).sum();
    Storage.commitText(
        context.layout().shards(),
        Json.write(new Shards(tasks.size(), rows, all, haystacks, tokens, bytes)));
    return tasks;
  }

  @Override
  public Result run(Task task) throws IOException {
    Map<String, Counter> counters = new TreeMap<>();
    String path = context.layout().shard(task.shard, task.shards);
    ShardFile file = null;
    try (ShardWriter shard = ShardWriter.create(path, context.recipe().shards());
        LedgerWriter ledger = new LedgerWriter(context.layout().writeLedger(task.shard));
        LedgerWriter reduced = new LedgerWriter(context.layout().reducedLedger(task.shard));
        Materialiser materialiser = Materialiser.open(context)) {
      long written = 0;
      for (SortStage.Slice slice : task.slices) {
        try (PlanFile.Reader plan = PlanFile.open(slice.plan(), slice.first(), slice.rows())) {
          List<PlanRow> window = new ArrayList<>();
          long bytes = 0;
          while (plan.hasNext()) {
            PlanRow row = plan.next();
            window.add(row);
            bytes += row.bytes();
            if (bytes > WINDOW_BYTES || window.size() == WINDOW_ROWS || !plan.hasNext()) {
              written += write(window, materialiser, shard, ledger, reduced, counters);
              window.clear();
              bytes = 0;
            }
          }
        }
      }
      ledger.commit();
      reduced.commit();
      if (written > 0) {
        file = shard.commit();
      } else {
        Storage.delete(List.of(path)); // of an earlier attempt
      }
    }
    Map<String, Part> parts = new TreeMap<>();
    counters.forEach((source, c) -> parts.put(source, new Part(c.written, c.tokens, c.lost)));
    return file == null
        ? new Result(task.shard, task.shards, "", 0, 0, "", parts)
        : new Result(
            task.shard,
            task.shards,
            Storage.name(path),
            file.rows(),
            file.bytes(),
            file.sha256(),
            parts);
  }

  private long write(
      List<PlanRow> window,
      Materialiser materialiser,
      ShardWriter shard,
      LedgerWriter ledger,
      LedgerWriter reduced,
      Map<String, Counter> counters)
      throws IOException {
    List<Planned> planned = new ArrayList<>();
    for (PlanRow row : window) {
      planned.add(row.planned());
    }
    materialiser.prefetchStored(planned);
    long written = 0;
    for (int i = 0; i < window.size(); i++) {
      PlanRow row = window.get(i);
      Counter counter = counters.computeIfAbsent(row.source(), s -> new Counter());
      Sample sample;
      try {
        sample = materialiser.stored(row.id(), planned.get(i));
        shard.write(sample);
      } catch (CurationException e) {
        counter.lost.merge(e.reason(), 1L, Long::sum);
        ledger.add(told(planned.get(i), row, e));
        continue;
      }
      CurationException less = FrameLoss.of(planned.get(i), sample);
      if (less != null) {
        reduced.add(told(planned.get(i), row, less));
      }
      counter.written++;
      counter.tokens += sample.budget().totalTokens();
      written++;
    }
    return written;
  }

  private LedgerRow told(Planned planned, PlanRow row, CurationException why) {
    return context
        .names(row.source())
        .of(ProbeStage.lost(planned.candidate(), row.id(), name(), why));
  }

  /** Counts one source's rows while a shard is written. */
  private static final class Counter {
    private long written;
    private long tokens;
    private final Map<Reason, Long> lost = new EnumMap<>(Reason.class);
  }
}
