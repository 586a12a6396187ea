package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.test.process.ChildJvm;
import io.github.oryxcuration.test.process.FileTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Planning and mixing light rows, beside DuckDB sorting the same rows by hash and writing them.
 *
 * <pre>
 *   MixBench FOLDER ROWS [REPEATS] [-- COMMAND …]
 * </pre>
 *
 * <p>{@code COMMAND} is our side; {@code {rows}} in it stands for the JSONL file and {@code {out}}
 * for a folder that does not exist yet. Both sides run in turn, so that a busy machine slows both.
 */
public final class MixBench {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Path folder;
  private final Path rows;

  private MixBench(Path folder, Path rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    List<String> all = Arrays.asList(arguments);
    int dashes = all.indexOf("--");
    List<String> own = dashes < 0 ? all : all.subList(0, dashes);
    List<String> command = dashes < 0 ? List.of() : all.subList(dashes + 1, all.size());
    Path folder = Path.of(own.get(0)).toAbsolutePath();
    long count = Long.parseLong(own.get(1));
    int repeats = own.size() > 2 ? Integer.parseInt(own.get(2)) : 3;

    Files.createDirectories(folder);
    Path rows = folder.resolve(String.format(Locale.ROOT, "rows-%d.jsonl", count));
    LightRows.write(rows, count);
    new MixBench(folder, rows).compare(count, command, repeats, System.out);
  }

  private void compare(long count, List<String> command, int repeats, PrintStream out)
      throws IOException {
    out.printf(Locale.ROOT, "%,d rows, %d MB%n", count, Files.size(rows) >> 20);
    List<ProcessMeter.Measured> theirs = new ArrayList<>();
    List<ProcessMeter.Measured> ours = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      theirs.add(duckDb());
      out.printf(Locale.ROOT, "DuckDB  %s%n", theirs.get(i));
      if (!command.isEmpty()) {
        ours.add(ours(command, i));
        out.printf(Locale.ROOT, "ours    %s%n", ours.get(i));
      }
    }
    if (!command.isEmpty()) {
      double ratio = (double) medianNanos(ours) / medianNanos(theirs);
      out.printf(Locale.ROOT, "ours / DuckDB, median wall: %.2f (at most 3)%n", ratio);
    }
  }

  private ProcessMeter.Measured duckDb() throws IOException {
    Path sorted = folder.resolve("sorted.parquet");
    Files.deleteIfExists(sorted);
    ChildJvm child = ChildJvm.of(DuckDbSort.class.getName(), rows.toString(), sorted.toString());
    return ProcessMeter.run(child.command(), folder.resolve("duckdb.log"), LIMIT);
  }

  private ProcessMeter.Measured ours(List<String> command, int run) throws IOException {
    Path out = folder.resolve("out-" + run);
    FileTree.delete(out);
    List<String> filled =
        command.stream()
            .map(word -> word.replace("{rows}", rows.toString()).replace("{out}", out.toString()))
            .toList();
    return ProcessMeter.run(filled, folder.resolve("ours.log"), LIMIT);
  }

  private static long medianNanos(List<ProcessMeter.Measured> runs) {
    return runs.stream()
        .map(ProcessMeter.Measured::wall)
        .sorted(Comparator.naturalOrder())
        .toList()
        .get(runs.size() / 2)
        .toNanos();
  }
}
