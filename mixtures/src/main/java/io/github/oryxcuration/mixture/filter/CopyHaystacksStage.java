package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.Haystacks;
import io.github.oryxcuration.core.shard.ShardFile;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.shard.ShardWriter;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The haystacks that kept samples refer to → a file for each file that holds some of them. */
final class CopyHaystacksStage
    implements Stage<CopyStage.Result, CopyHaystacksStage.Task, CopyHaystacksStage.Result> {
  private static final long serialVersionUID = 1L;

  /**
   * @param from name of the file
   * @param haystacks of it to copy, ascending
   */
  record Task(int file, int files, String from, List<String> haystacks) {}

  record Result(String file, long rows, long bytes, String sha256) {}

  /** What passes this stage by. */
  record Copied(List<CopyStage.Result> shards) {}

  private final FilterPlan plan;
  private final ShardSpec spec;

  CopyHaystacksStage(FilterPlan plan, ShardSpec spec) {
    this.plan = plan;
    this.spec = spec;
  }

  /** Where that is kept. */
  static String copied(FilterPlan plan) {
    return Storage.child(plan.out(), "work/copied.json");
  }

  @Override
  public String name() {
    return "copy-haystacks";
  }

  @Override
  public Class<CopyStage.Result> previousType() {
    return CopyStage.Result.class;
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
  public List<Task> cut(List<CopyStage.Result> shards) throws IOException {
    Storage.commitText(copied(plan), Json.write(new Copied(shards)));
    Set<String> wanted = new TreeSet<>();
    shards.forEach(shard -> wanted.addAll(shard.haystacks()));
    SortedMap<String, List<String>> byFile = new TreeMap<>();
    Haystacks haystacks = Haystacks.of(plan.set().set());
    for (String haystack : wanted) {
      try {
        String file = Storage.name(haystacks.place(haystack).path());
        byFile.computeIfAbsent(file, f -> new ArrayList<>()).add(haystack);
      } catch (CurationException e) {
        throw new IOException(e.explanation(), e);
      }
    }
    List<Task> tasks = new ArrayList<>();
    byFile.forEach((file, some) -> tasks.add(new Task(tasks.size(), byFile.size(), file, some)));
    return tasks;
  }

  @Override
  public boolean stillThere(Result result) throws IOException {
    try {
      return Storage.stat(path(plan.out(), result.file)).bytes() == result.bytes;
    } catch (FileNotFoundException gone) {
      return false;
    }
  }

  private static String path(String set, String file) {
    return Storage.child(set, Haystacks.FOLDER + "/" + file);
  }

  @Override
  public Result run(Task task) throws IOException {
    Set<String> wanted = Set.copyOf(task.haystacks);
    String from = path(plan.set().set(), task.from);
    String name =
        String.format(Locale.ROOT, "haystacks-%05d-of-%05d.parquet", task.file, task.files);
    try (ShardReader rows = ShardReader.openOwn(from);
        ShardWriter copy = ShardWriter.create(path(plan.out(), name), spec)) {
      while (rows.hasNext()) {
        Sample haystack = rows.next();
        if (wanted.contains(haystack.id())) {
          copy.write(haystack);
        }
      }
      ShardFile file = copy.commit();
      return new Result(name, file.rows(), file.bytes(), file.sha256());
    } catch (CurationException e) {
      throw new IOException(from + " cannot be copied: " + e.explanation(), e);
    }
  }

  static List<Manifest.Shard> shards(List<Result> results) {
    return results.stream()
        .map(s -> new Manifest.Shard(s.file(), s.rows(), s.bytes(), s.sha256()))
        .toList();
  }
}
