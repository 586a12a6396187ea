package io.github.oryxcuration.cli.score;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.build.RunnerOptions;
import io.github.oryxcuration.cli.model.ComputeOptions;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.mixture.report.Reports;
import io.github.oryxcuration.mixture.score.HttpModel;
import io.github.oryxcuration.mixture.score.LocalModel;
import io.github.oryxcuration.mixture.score.ScoreException;
import io.github.oryxcuration.mixture.score.ScoreOptions;
import io.github.oryxcuration.mixture.score.ScorePipeline;
import io.github.oryxcuration.mixture.score.ScoringModel;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Lets a model answer the questions of a set, and writes scores beside it. */
@Command(
    name = "score",
    description = {
      "Lets a model answer the questions of a set, and writes scores beside it, joined by id.",
      "",
      "Each question gets one greedy answer and --answers drawn ones. Finished batches are kept, so a"
          + " run that was interrupted goes on where it stopped; of a server every answer is kept, and"
          + " none is paid for twice. A model's folder also gives the perplexity of the answers that"
          + " the samples hold."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ScoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A finished set.")
  private String folder;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR|URL",
      description =
          "The folder of an Oryx model, or the API of a server that speaks OpenAI's chat completions,"
              + " e.g. http://localhost:8000/v1.")
  private String model;

  @Option(
      names = "--model-name",
      paramLabel = "NAME",
      defaultValue = "oryx",
      description = "Of a server: what it calls the model (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--key-variable",
      paramLabel = "VAR",
      defaultValue = "",
      description = "Of a server: the environment variable that holds its key (default: none).")
  private String keyVariable;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the scores; new, or one of this same run.")
  private String out;

  @Option(
      names = "--answers",
      paramLabel = "K",
      defaultValue = "8",
      description = "Answers that are drawn of each question (default: ${DEFAULT-VALUE}).")
  private int answers;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0.7",
      description = "Of drawn answers (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--blind",
      description = "Ask without the pictures, too: what is answered blind teaches nothing.")
  private boolean blind;

  @Option(
      names = "--stop-at-share",
      paramLabel = "S",
      defaultValue = "0",
      description =
          "Stop the votes on a short answer once it is decided whether the largest cluster has this"
              + " share (default: take all). Saves calls of a server; a folder's model draws all"
              + " answers over one reading of the prompt, and is faster without.")
  private double stopAtShare;

  @Option(
      names = "--budget",
      paramLabel = "TOKENS",
      defaultValue = "65536",
      description = "Tokens of samples that are run together (default: ${DEFAULT-VALUE}).")
  private long budget;

  @Option(
      names = "--answer-tokens",
      paramLabel = "N",
      defaultValue = "256",
      description = "Tokens of an answer at most (default: ${DEFAULT-VALUE}).")
  private int answerTokens;

  @Option(
      names = "--haystack-frames",
      paramLabel = "N",
      defaultValue = "256",
      description =
          "Frames of a needle's haystack that are shown at most; 0 asks about the needle alone"
              + " (default: ${DEFAULT-VALUE}).")
  private int haystackFrames;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of all drawn answers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "16",
      description =
          "Of a server: calls at once for each shard that is scored (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--prompt-price",
      paramLabel = "MONEY",
      defaultValue = "0",
      description = "Of a server: per million tokens of prompts (default: ${DEFAULT-VALUE}).")
  private BigDecimal promptPrice;

  @Option(
      names = "--answer-price",
      paramLabel = "MONEY",
      defaultValue = "0",
      description = "Of a server: per million tokens of answers (default: ${DEFAULT-VALUE}).")
  private BigDecimal answerPrice;

  @Option(
      names = "--cap",
      paramLabel = "MONEY",
      defaultValue = "-1",
      description =
          "Of a server: all calls together may cost so much; each shard gets an equal part (default:"
              + " no cap).")
  private BigDecimal cap;

  @Mixin private ComputeOptions compute;
  @Mixin private RunnerOptions runner;
  @Unmatched private List<String> rest = new ArrayList<>();
  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    runner.further(rest);
    String set = TypedPath.absolute(folder);
    if (!Manifest.exists(set)) {
      throw new UsageException(set + " holds no finished set: manifest.json is missing.");
    }
    Progress progress = Reporting.of(options, spec.commandLine().getErr());
    Flow flow = runner.flow(progress);
    String to = TypedPath.absolute(out);
    Map<String, ScorePipeline.Scored> accounts;
    try {
      ScoreOptions how =
          new ScoreOptions(
              answers, temperature, blind, stopAtShare, budget, answerTokens, haystackFrames, seed);
      accounts = ScorePipeline.of(set, to, model(how), how).run(flow);
    } catch (IllegalArgumentException | ScoreException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    Reports.write(ScoredSet.open(to), progress);
    return told(accounts, to);
  }

  private ScoringModel model(ScoreOptions how) {
    if (model.contains("://")) {
      return HttpModel.of(
          model, name, keyVariable, concurrency, promptPrice, answerPrice, cap, how);
    }
    return LocalModel.of(compute.spec(TypedPath.absolute(model)), compute.threads(), how);
  }

  private int told(Map<String, ScorePipeline.Scored> accounts, String to) {
    PrintWriter screen = spec.commandLine().getOut();
    long failed = accounts.values().stream().mapToLong(ScorePipeline.Scored::failed).sum();
    if (options.json()) {
      screen.print(Json.writePretty(Map.of("out", to, "sources", accounts)));
    } else {
      accounts.forEach(
          (source, account) ->
              screen.printf(
                  "%s: read %,d = scored %,d + failed %,d%n",
                  source, account.read(), account.scored(), account.failed()));
      screen.printf("Thresholds: %s%n", Reports.path(to));
      screen.printf("Scores -> %s. Choose with: oryx-curate filter %s --where …%n", to, to);
    }
    screen.flush();
    return failed == 0 ? ExitCode.DONE : ExitCode.FAILURES;
  }
}
