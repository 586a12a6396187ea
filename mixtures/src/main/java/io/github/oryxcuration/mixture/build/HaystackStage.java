package io.github.oryxcuration.mixture.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardFile;
import io.github.oryxcuration.core.shard.ShardWriter;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * The films that needle samples share → shards of their own, each film once. What their samples
 * need to know of them is kept until those are written.
 */
final class HaystackStage
    implements Stage<SortStage.Result, HaystackStage.Task, HaystackStage.Result> {
  private static final long serialVersionUID = 1L;

  /**
   * The first planned sample that shows a haystack.
   *
   * @param row in that part of the plan
   * @param bytes that the haystack is expected to take
   */
  record First(long haystack, String plan, long row, long bytes) {}

  record Task(int file, int files, List<First> haystacks) {}

  /**
   * @param name of the file, or an empty string if every haystack of it was lost
   */
  record Result(int file, int files, String name, long rows, long bytes, String sha256) {}

  private final BuildContext context;

  HaystackStage(BuildContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "haystacks";
  }

  @Override
  public Class<SortStage.Result> previousType() {
    return SortStage.Result.class;
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
    return Layout.haystacksMarker(task.file, task.files);
  }

  @Override
  public boolean stillThere(Result result) throws IOException {
    try {
      return result.name.isEmpty()
          || Storage.stat(context.layout().haystacks(result.file, result.files)).bytes()
              == result.bytes;
    } catch (FileNotFoundException gone) {
      return false;
    }
  }

  /** Keeps which haystacks a part of the plan shows. */
  static void keep(String path, Collection<First> haystacks) throws IOException {
    StringBuilder lines = new StringBuilder();
    haystacks.forEach(first -> lines.append(Json.write(first)).append('\n'));
    Storage.commit(path, out -> out.write(lines.toString().getBytes(UTF_8)));
  }

  /** All haystacks, by their ids; of those that several parts show the first. */
  static List<First> all(BuildContext context, List<SortStage.Result> sorted) throws IOException {
    TreeMap<String, First> all = new TreeMap<>();
    for (SortStage.Result part : sorted) {
      String path = context.layout().haystacksOfPart(part.part());
      for (String line : Storage.readText(path).lines().toList()) {
        First first = Json.read(line, First.class);
        all.putIfAbsent(Planned.haystackName(first.haystack), first);
      }
    }
    return List.copyOf(all.values());
  }

  @Override
  public List<Task> cut(List<SortStage.Result> sorted) throws IOException {
    Storage.commitText(context.layout().sorted(), Json.write(new Sorted(sorted)));
    List<List<First>> files = new ArrayList<>();
    long bytes = 0;
    for (First first : all(context, sorted)) {
      if (files.isEmpty() || bytes + first.bytes > context.recipe().shards().bytes()) {
        files.add(new ArrayList<>());
        bytes = 0;
      }
      files.get(files.size() - 1).add(first);
      bytes += first.bytes;
    }
    List<Task> tasks = new ArrayList<>();
    for (List<First> file : files) {
      tasks.add(new Task(tasks.size(), files.size(), file));
    }
    return tasks;
  }

  /** What passes this stage by. */
  record Sorted(List<SortStage.Result> parts) {}

  @Override
  public Result run(Task task) throws IOException {
    String path = context.layout().haystacks(task.file, task.files);
    try (ShardWriter shard = ShardWriter.create(path, context.recipe().shards());
        Materialiser materialiser = Materialiser.open(context)) {
      long written = 0;
      for (First first : task.haystacks) {
        KeptHaystack kept = write(first, materialiser, shard);
        written += kept.lost() == null ? 1 : 0;
        Storage.commitText(context.layout().haystack(first.haystack), Json.write(kept));
      }
      if (written == 0) {
        Storage.delete(List.of(path)); // of an earlier attempt
        return new Result(task.file, task.files, "", 0, 0, "");
      }
      ShardFile file = shard.commit();
      return new Result(
          task.file, task.files, Storage.name(path), file.rows(), file.bytes(), file.sha256());
    }
  }

  private static KeptHaystack write(First first, Materialiser materialiser, ShardWriter shard)
      throws IOException {
    Planned planned;
    try (PlanFile.Reader plan = PlanFile.open(first.plan, first.row, 1)) {
      planned = plan.next().planned();
    }
    materialiser.prefetch(List.of(planned));
    try {
      Sample haystack = materialiser.haystack(Planned.haystackName(first.haystack), planned);
      shard.write(haystack);
      List<Frame> frames = haystack.frames();
      return KeptHaystack.of(frames, haystack.provenance().steps());
    } catch (CurationException e) {
      return KeptHaystack.lost(e); // each of its samples tells it in the ledger
    }
  }
}
