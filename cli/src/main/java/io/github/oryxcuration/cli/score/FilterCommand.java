package io.github.oryxcuration.cli.score;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.flow.LocalFlow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.storage.FolderLock;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.filter.ExpressionException;
import io.github.oryxcuration.mixture.filter.FilterException;
import io.github.oryxcuration.mixture.filter.FilterPipeline;
import io.github.oryxcuration.mixture.filter.FilterSummary;
import io.github.oryxcuration.mixture.report.Reports;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the samples of a set for which a condition holds. */
@Command(
    name = "filter",
    description = {
      "Writes the samples of a set for which a condition holds; shows what is kept and lost first.",
      "",
      "Conditions compare columns of a sample (id, source, task, modality, license, question, answer,"
          + " answer_type, answer_words, turns, frames, marks, width, height, visual_tokens,"
          + " text_tokens, total_tokens, distortion, over, depth) and scores by their names:",
      "  share >= 0.6 and not over",
      "  task in ('qa', 'scanqa') and (blind_match = 0 or blind_match is missing)",
      "  answer contains 'left'",
      "No model is called: change the condition and run again."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class FilterCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A finished set, or the folder of its scores.")
  private String folder;

  @Option(names = "--where", required = true, paramLabel = "EXPR", description = "The condition.")
  private String where;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "",
      description = "The folder to write; new, or one that a filter wrote.")
  private String out;

  @Option(names = "--dry-run", description = "Show what would be kept and lost; write nothing.")
  private boolean dryRun;

  @Option(
      names = "--replace",
      description = "Delete the set that another condition left in the folder.")
  private boolean replace;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many shards are read at once (default: one per core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new UsageException("--threads must be at least 1, but was " + threads);
    }
    if (out.isEmpty() && !dryRun) {
      throw new UsageException("--out DIR is missing; --dry-run shows what would be written.");
    }
    Progress progress = Reporting.of(options, spec.commandLine().getErr());
    try {
      return filter(new LocalFlow(threads, progress), progress);
    } catch (ExpressionException | FilterException | FileNotFoundException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private int filter(Flow flow, Progress progress) throws IOException {
    ScoredSet set = ScoredSet.open(TypedPath.absolute(folder));
    if (dryRun) {
      preview(set, flow);
      return ExitCode.DONE;
    }
    String to = TypedPath.absolute(out);
    FilterPipeline pipeline = FilterPipeline.of(set, where, to);
    if (pipeline.isComplete()) {
      progress.message(to + " holds this set already, whole; nothing to do");
      return told(Manifest.read(to), null, to);
    }
    FolderLock lock = pipeline.claim(replace);
    try {
      FilterSummary summary = pipeline.choose(flow, to);
      if (!options.json()) {
        spec.commandLine().getOut().print(summary.text());
        spec.commandLine().getOut().flush();
      }
      Manifest manifest = pipeline.write(flow);
      Reports.write(to, progress);
      return told(manifest, summary, to);
    } finally {
      lock.close();
    }
  }

  private void preview(ScoredSet set, Flow flow) throws IOException {
    String scratch =
        Storage.child(
            TypedPath.absolute(System.getProperty("java.io.tmpdir", "/tmp")),
            "filter-" + UUID.randomUUID());
    try {
      FilterSummary summary = FilterPipeline.of(set, where, scratch).choose(flow, scratch);
      PrintWriter screen = spec.commandLine().getOut();
      screen.print(options.json() ? Json.writePretty(summary.json()) : summary.text());
      screen.flush();
    } finally {
      Storage.deleteFolder(scratch);
    }
  }

  private int told(Manifest manifest, @Nullable FilterSummary summary, String to) {
    PrintWriter screen = spec.commandLine().getOut();
    if (options.json()) {
      Map<String, Object> json = new TreeMap<>();
      json.put("out", to);
      json.put("samples", manifest.rows());
      json.put("shards", manifest.shards().size());
      if (summary != null) {
        json.put("choice", summary.json());
      }
      screen.print(Json.writePretty(json));
    } else {
      screen.printf(
          "%,d samples in %,d shards -> %s%n", manifest.rows(), manifest.shards().size(), to);
    }
    screen.flush();
    return ExitCode.DONE;
  }
}
