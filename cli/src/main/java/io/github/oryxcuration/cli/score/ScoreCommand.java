package io.github.oryxcuration.cli.score;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.build.RunnerOptions;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.mixture.score.HttpModel;
import io.github.oryxcuration.mixture.score.ScoreException;
import io.github.oryxcuration.mixture.score.ScoreOptions;
import io.github.oryxcuration.mixture.score.ScorePipeline;
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
      "The model is a server that speaks OpenAI's chat completions. Each question gets one greedy"
          + " answer and --answers drawn ones; every answer is kept, so a run that was interrupted"
          + " goes on where it stopped, and no answer is paid for twice."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ScoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A finished set.")
  private String folder;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "URL",
      description = "The server's API, e.g. http://localhost:8000/v1.")
  private String model;

  @Option(
      names = "--model-name",
      paramLabel = "NAME",
      defaultValue = "oryx",
      description = "What the server calls the model (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--key-variable",
      paramLabel = "VAR",
      defaultValue = "",
      description = "The environment variable that holds the server's key (default: none).")
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

  @Option(names = "--blind", description = "Ask without the pictures, too.")
  private boolean blind;

  @Option(
      names = "--stop-at-share",
      paramLabel = "S",
      defaultValue = "0",
      description =
          "Stop the votes on a short answer once it is decided whether the largest cluster has this"
              + " share (default: take all).")
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
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of all drawn answers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "16",
      description = "Calls at once for each shard that is scored (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--prompt-price",
      paramLabel = "MONEY",
      defaultValue = "0",
      description = "Per million tokens of prompts (default: ${DEFAULT-VALUE}).")
  private BigDecimal promptPrice;

  @Option(
      names = "--answer-price",
      paramLabel = "MONEY",
      defaultValue = "0",
      description = "Per million tokens of answers (default: ${DEFAULT-VALUE}).")
  private BigDecimal answerPrice;

  @Option(
      names = "--cap",
      paramLabel = "MONEY",
      defaultValue = "-1",
      description = "All calls together may cost so much; each shard gets an equal part.")
  private BigDecimal cap;

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
    Flow flow = runner.flow(Reporting.of(options, spec.commandLine().getErr()));
    String to = TypedPath.absolute(out);
    Map<String, ScorePipeline.Account> accounts;
    try {
      ScoreOptions how =
          new ScoreOptions(answers, temperature, blind, stopAtShare, budget, answerTokens, seed);
      HttpModel server =
          new HttpModel(
              model,
              name,
              keyVariable,
              temperature,
              answerTokens,
              concurrency,
              promptPrice,
              answerPrice,
              cap);
      accounts = ScorePipeline.of(set, to, server, how).run(flow);
    } catch (IllegalArgumentException | ScoreException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    return told(accounts, to);
  }

  private int told(Map<String, ScorePipeline.Account> accounts, String to) {
    PrintWriter screen = spec.commandLine().getOut();
    long failed = accounts.values().stream().mapToLong(ScorePipeline.Account::failed).sum();
    if (options.json()) {
      screen.print(Json.writePretty(Map.of("out", to, "sources", accounts)));
    } else {
      accounts.forEach(
          (source, account) ->
              screen.printf(
                  "%s: read %,d = scored %,d + failed %,d%n",
                  source, account.read(), account.scored(), account.failed()));
      screen.printf("Scores -> %s. Choose with: oryx-curate filter %s --where …%n", to, to);
    }
    screen.flush();
    return failed == 0 ? ExitCode.DONE : ExitCode.FAILURES;
  }
}
