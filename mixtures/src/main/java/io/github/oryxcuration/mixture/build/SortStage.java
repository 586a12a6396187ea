package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.plan.Rank;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.recipe.RecipeProblem;
import io.github.oryxcuration.core.run.RunReader;
import io.github.oryxcuration.core.run.RunRow;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies of one range of ranks → one sorted part of the plan, cut into shards. A row belongs to the
 * shard in whose stretch of planned bytes it starts; the prefix sum over the parts makes that the
 * same at any number of parts.
 */
final class SortStage implements Stage<OrderStage.Result, SortStage.Task, SortStage.Result> {
  private static final long serialVersionUID = 1L;

  /**
   * @param start planned bytes of all parts before this one
   */
  record Task(int part, List<String> runs, long start) {}

  /**
   * A stretch of rows in one part of the plan.
   *
   * @param stretch of planned bytes, counted over the whole set; several never used leave gaps
   * @param first row in the part
   * @param digest of the planned rows: a shard of other rows is another shard
   */
  record Slice(String plan, long stretch, long first, long rows, long bytes, String digest) {}

  record Result(int part, List<Slice> slices, long tokens) {}

  private final BuildContext context;

  SortStage(BuildContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "sort";
  }

  @Override
  public Class<OrderStage.Result> previousType() {
    return OrderStage.Result.class;
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
  public List<Task> cut(List<OrderStage.Result> ordered) throws IOException {
    if (ordered.isEmpty()) {
      return List.of();
    }
    List<String> runs = ordered.stream().map(OrderStage.Result::run).toList();
    int parts = ordered.get(0).bytes().size();
    List<Task> tasks = new ArrayList<>();
    long start = 0;
    for (int part = 0; part < parts; part++) {
      tasks.add(new Task(part, runs, start));
      for (OrderStage.Result result : ordered) {
        start += result.bytes().get(part);
      }
    }
    sweep(parts);
    Storage.commitText(context.layout().orderSummary(), Json.write(OrderStage.Summary.of(ordered)));
    return tasks;
  }

  /** Deletes parts that an earlier attempt at this build left, and this one will not overwrite. */
  private void sweep(int parts) throws IOException {
    Set<String> kept = new HashSet<>();
    for (int part = 0; part < parts; part++) {
      kept.add(context.layout().plan(part));
    }
    for (Storage.Entry file : Storage.list(Storage.child(context.layout().out(), "plan"))) {
      if (file.path().endsWith(".parquet") && !kept.contains(file.path())) {
        Storage.delete(List.of(file.path()));
      }
    }
  }

  @Override
  public Result run(Task task) throws IOException {
    String path = context.layout().plan(task.part);
    List<String> sources = context.sources();
    long stretchBytes = context.recipe().shards().bytes();
    List<Slice> slices = new ArrayList<>();
    long at = task.start;
    long row = 0;
    long first = 0;
    long sliceStart = at;
    long stretch = -1;
    long tokens = 0;
    MessageDigest digest = Digest.create();
    PlanRow before = null;
    try (RunReader rows = RunReader.open(task.runs, task.part);
        PlanFile.Writer plan = new PlanFile.Writer(path)) {
      while (rows.hasNext()) {
        PlanRow next = parse(rows.next(), sources, at / stretchBytes);
        refuseTwice(before, next);
        before = next;
        if (next.stretch() != stretch) {
          if (row > first) {
            slices.add(new Slice(path, stretch, first, row - first, at - sliceStart, hex(digest)));
          }
          stretch = next.stretch();
          first = row;
          sliceStart = at;
        }
        plan.write(next);
        digest.update((next.id() + next.planned()).getBytes(StandardCharsets.UTF_8));
        at += next.bytes();
        tokens += next.tokens();
        row++;
      }
      if (row > first) {
        slices.add(new Slice(path, stretch, first, row - first, at - sliceStart, hex(digest)));
      }
      plan.commit();
    }
    return new Result(task.part, slices, tokens);
  }

  /** Equal ids have equal ranks, so they lie beside each other. */
  private static void refuseTwice(@Nullable PlanRow before, PlanRow row) {
    if (before != null && before.id().equals(row.id())) {
      String sources =
          before.source().equals(row.source())
              ? "source " + row.source()
              : "sources " + before.source() + " and " + row.source();
      throw new RecipeException(
          List.of(
              new RecipeProblem(
                  sources,
                  0,
                  0,
                  "two rows have the id '"
                      + row.id()
                      + "'. Samples of earlier sets keep their ids; give one of the sources"
                      + " options: {ids: renew}, or leave out the shards that hold it twice")));
    }
  }

  /** Ends a digest, which then begins anew. */
  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static PlanRow parse(RunRow row, List<String> sources, long stretch) {
    ByteBuffer value = ByteBuffer.wrap(row.value());
    byte[] id = new byte[value.getInt()];
    value.get(id);
    int source = value.getInt();
    int copy = value.getInt();
    long tokens = value.getLong();
    long bytes = value.getLong();
    String planned =
        new String(row.value(), value.position(), value.remaining(), StandardCharsets.UTF_8);
    return new PlanRow(
        Rank.hex(row.key()),
        new String(id, StandardCharsets.UTF_8),
        sources.get(source),
        copy,
        stretch,
        tokens,
        bytes,
        planned);
  }
}
