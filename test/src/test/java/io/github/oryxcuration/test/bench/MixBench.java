package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.test.process.ChildJvm;
import io.github.oryxcuration.test.process.FileTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Planning and mixing light rows, beside DuckDB sorting the same rows by hash and writing them. Run
 * by hand from the root of the repository, once the launcher's class path is built.
 *
 * <pre>
 *   MixBench FOLDER ROWS [REPEATS [ours]]
 * </pre>
 *
 * <p>Both sides are whole processes, the start of a JVM included, and read the same JSONL file (see
 * {@link LightRows}) out of the page cache; each has two threads on a machine of two cores.
 *
 * <ul>
 *   <li>DuckDB ({@link DuckDbSort}) parses every row, sorts all by a hash of id and seed, and
 *       writes them to one Parquet file, Snappy, as it does unless told otherwise.
 *   <li>Ours is the command {@code plan RECIPE --work DIR} of the launcher: hashes the file, parses
 *       and checks every row, brings its conversation into the dialect, counts its tokens, ranks it
 *       for selection, cuts the mix, sorts by SHA-256 of seed and id, cuts into shards, and writes
 *       the plan as Parquet, Zstandard, with all that the shards need.
 * </ul>
 *
 * <p>The sides run in turn, so that a busy machine slows both. What either wrote before is deleted
 * and synced outside the timing. With {@code ours} DuckDB is left out, to see memory alone.
 */
public final class MixBench {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final double MOST_ALLOWED = 3;

  private final Path folder;
  private final Path rows;

  private MixBench(Path folder, Path rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
    long count = Long.parseLong(arguments[1]);
    int repeats = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    boolean alone = arguments.length > 3 && arguments[3].equals("ours");
    Path rows = folder.resolve(String.format(Locale.ROOT, "rows-%d.jsonl", count));
    LightRows.write(rows, count);
    new MixBench(folder, rows).compare(count, repeats, alone, System.out);
  }

  private void compare(long count, int repeats, boolean alone, PrintStream out) throws IOException {
    out.printf(Locale.ROOT, "%,d rows, %d MB%n", count, Files.size(rows) / 1_000_000);
    List<ProcessMeter.Measured> theirs = new ArrayList<>();
    List<ProcessMeter.Measured> ours = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      if (!alone) {
        theirs.add(duckDb());
        out.printf(Locale.ROOT, "DuckDB  %s%n", theirs.get(i));
      }
      ours.add(ours());
      out.printf(Locale.ROOT, "ours    %s%n", ours.get(i));
    }
    if (!alone) {
      out.printf(
          Locale.ROOT,
          "ours / DuckDB, medians: wall %.2f (at most %.0f), cpu %.2f%n",
          ratio(ours, theirs, ProcessMeter.Measured::wall),
          MOST_ALLOWED,
          ratio(ours, theirs, ProcessMeter.Measured::cpu));
    }
  }

  private ProcessMeter.Measured duckDb() throws IOException {
    Path sorted = folder.resolve("sorted.parquet");
    Files.deleteIfExists(sorted);
    sync();
    ChildJvm child = ChildJvm.of(DuckDbSort.class.getName(), rows.toString(), sorted.toString());
    return ProcessMeter.run(child.command(), folder.resolve("duckdb.log"), LIMIT);
  }

  private ProcessMeter.Measured ours() throws IOException {
    Path work = folder.resolve("work");
    FileTree.delete(work);
    Path recipe = folder.resolve("recipe.yaml");
    Files.writeString(
        recipe,
        """
        name: light
        seed: 42
        stage: joint
        sources:
        - {name: rows, format: llava, files: %s}
        """
            .formatted(rows));
    sync();
    return ProcessMeter.run(
        List.of("cli/oryx-curate", "plan", recipe.toString(), "--work", work.toString()),
        Map.of("ORYX_CURATE_BUILD", "never"),
        folder.resolve("ours.log"),
        LIMIT);
  }

  private void sync() throws IOException {
    ProcessMeter.run(List.of("sync"), folder.resolve("sync.log"), LIMIT);
  }

  private static double ratio(
      List<ProcessMeter.Measured> ours,
      List<ProcessMeter.Measured> theirs,
      Function<ProcessMeter.Measured, Duration> measure) {
    return (double) median(ours, measure).toNanos() / median(theirs, measure).toNanos();
  }

  private static Duration median(
      List<ProcessMeter.Measured> runs, Function<ProcessMeter.Measured, Duration> measure) {
    return runs.stream()
        .map(measure)
        .sorted(Comparator.naturalOrder())
        .toList()
        .get(runs.size() / 2);
  }
}
