package io.github.oryxcuration.mixture.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.run.RunReader;
import io.github.oryxcuration.core.run.RunRow;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    long stretchBytes = context.recipe().shards().bytes();
    List<Slice> slices = new ArrayList<>();
    long at = task.start;
    long row = 0;
    long first = 0;
    long sliceStart = at;
    long stretch = -1;
    long tokens = 0;
    MessageDigest digest = Digest.create();
    RunRow before = null;
    Map<Long, HaystackStage.First> haystacks = new LinkedHashMap<>();
    try (RunReader rows = RunReader.open(task.runs, task.part);
        PlanFile.Writer plan = new PlanFile.Writer(path)) {
      while (rows.hasNext()) {
        RunRow next = rows.next();
        ProbedRow probed = ProbedRow.of(next.value());
        if (before != null && Arrays.equals(before.key(), next.key())) {
          refuseTwice(ProbedRow.of(before.value()), probed);
        }
        before = next;
        if (at / stretchBytes != stretch) {
          if (row > first) {
            slices.add(new Slice(path, stretch, first, row - first, at - sliceStart, hex(digest)));
          }
          stretch = at / stretchBytes;
          first = row;
          sliceStart = at;
        }
        plan.write(next.key(), probed, context.inputs().get(probed.part()), stretch);
        digest.update(next.value());
        if (probed.haystack() != 0) {
          haystacks.putIfAbsent(
              probed.haystack(),
              new HaystackStage.First(probed.haystack(), path, row, probed.haystackBytes()));
        }
        at += probed.bytes();
        tokens += probed.tokens();
        row++;
      }
      if (row > first) {
        slices.add(new Slice(path, stretch, first, row - first, at - sliceStart, hex(digest)));
      }
      plan.commit();
    }
    HaystackStage.keep(context.layout().haystacksOfPart(task.part), haystacks.values());
    return new Result(task.part, slices, tokens);
  }

  /** For rows of equal ranks, which rows of equal ids have: so these lie beside each other. */
  private void refuseTwice(ProbedRow before, ProbedRow row) {
    byte[] id = PlanRow.idOf(row.id(), row.copy());
    if (Arrays.equals(PlanRow.idOf(before.id(), before.copy()), id)) {
      List<String> names = context.sources();
      String first = names.get(before.source());
      String second = names.get(row.source());
      throw RecipeException.of(
          first.equals(second) ? "source " + first : "sources " + first + " and " + second,
          "two rows have the id '"
              + new String(id, UTF_8)
              + "'. Samples of earlier sets keep their ids; give one of the sources"
              + " options: {ids: renew}, or leave out the shards that hold it twice");
    }
  }

  /** Ends a digest, which then begins anew. */
  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
