package io.github.oryxcuration.cli.niah;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.cli.finished.SetFolder;
import io.github.oryxcuration.cli.progress.Reporting;
import io.github.oryxcuration.core.caption.AnswerRules;
import io.github.oryxcuration.core.caption.CaptionCache;
import io.github.oryxcuration.core.caption.Captioner;
import io.github.oryxcuration.core.caption.HttpCaptioner;
import io.github.oryxcuration.core.caption.HttpCaptionerSpec;
import io.github.oryxcuration.core.caption.RecordedCaptioner;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.needle.caption.OryxCaptioner;
import io.github.oryxcuration.needle.eval.AnswerFile;
import io.github.oryxcuration.needle.eval.Answerer;
import io.github.oryxcuration.needle.eval.AskCaptioner;
import io.github.oryxcuration.needle.eval.GridEvaluation;
import io.github.oryxcuration.needle.eval.GridScores;
import io.github.oryxcuration.needle.eval.Share;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a model the questions of a grid, or scores answers that it gave elsewhere. */
@Command(
    name = "eval",
    description = {
      "Score answers to a set of niah build: by length and depth, beside a blind baseline.",
      "",
      "Writes answers.jsonl, scores.json, heatmap.png and report.html. A server is asked once: its"
          + " answers are kept in --out and found there by a rerun."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class NiahEvalCommand implements Callable<Integer> {
  /** Who answers. */
  enum Who {
    FILE,
    HTTP,
    ORYX
  }

  private static final String SERVERS_MODEL = "gpt-4o-2024-08-06";
  private static final int MAX_TOKENS = 200;

  /** Answers are scored, not kept: any language and length will do. */
  private static final AnswerRules RULES = new AnswerRules(4000, false);

  @Parameters(paramLabel = "DIR", description = "The folder of the set.")
  private String set;

  @Option(
      names = "--answerer",
      defaultValue = "file",
      description = "Who answers: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Who who;

  @Option(
      names = "--answers",
      paramLabel = "FILE",
      description = "For file: JSONL of {id, answer}.")
  private @Nullable String answers;

  @Option(
      names = "--blind-answers",
      paramLabel = "FILE",
      description = "For file: JSONL of {id, answer}, given without frames.")
  private @Nullable String blindAnswers;

  @Option(
      names = "--url",
      defaultValue = "https://api.openai.com/v1",
      description = "For http: a server of OpenAI's chat completions (default: ${DEFAULT-VALUE}).")
  private String url;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      description = "For http a name (default: gpt-4o-2024-08-06), for oryx the model's folder.")
  private @Nullable String model;

  @Option(
      names = "--key-variable",
      defaultValue = "OPENAI_API_KEY",
      description =
          "For http: the environment variable that holds the key; empty for none"
              + " (default: ${DEFAULT-VALUE}).")
  private String keyVariable;

  @Option(
      names = "--cap",
      defaultValue = "10.00",
      description = "For http: money that all runs may spend (default: ${DEFAULT-VALUE}).")
  private BigDecimal cap;

  @Option(
      names = "--prompt-price",
      defaultValue = "2.50",
      description = "For http: of a million tokens (default: ${DEFAULT-VALUE}).")
  private BigDecimal promptPrice;

  @Option(
      names = "--answer-price",
      defaultValue = "10.00",
      description = "For http: of a million tokens (default: ${DEFAULT-VALUE}).")
  private BigDecimal answerPrice;

  @Option(
      names = "--tokens-per-picture",
      paramLabel = "N",
      defaultValue = "1105",
      description = "For http: at most (default: ${DEFAULT-VALUE}).")
  private int tokensPerPicture;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "For http: of one call (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "4",
      description = "For http: calls at once (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(names = "--no-blind", description = "Leave out the blind baseline.")
  private boolean noBlind;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to.")
  private String out;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String folder = SetFolder.finished(set, "Run niah build to the end.");
    String to = TypedPath.absolute(out);
    GridScores scores =
        switch (who) {
          case FILE -> ofFiles(folder, to);
          case HTTP -> ofServer(folder, to);
          case ORYX -> ofModel(folder, to);
        };
    PrintWriter screen = spec.commandLine().getOut();
    if (options.json()) {
      screen.print(Json.writePretty(scores));
    } else {
      screen.println(line("with all frames", scores.all()));
      if (!scores.blind().isEmpty()) {
        screen.println(line("blind", scores.blindAll()));
      }
      screen.println(scores.unanswered() + " unanswered");
      screen.println("Report: " + Storage.child(to, "report.html"));
    }
    screen.flush();
    return ExitCode.DONE;
  }

  private GridScores ofFiles(String folder, String to) throws IOException {
    if (answers == null) {
      throw new UsageException("Name the file of answers by --answers.");
    }
    try (Answerer answerer = AnswerFile.open(TypedPath.absolute(answers));
        Answerer blind =
            blindAnswers == null ? null : AnswerFile.open(TypedPath.absolute(blindAnswers))) {
      return run(folder, answerer, blind, 1, to);
    }
  }

  private GridScores ofServer(String folder, String to) throws IOException {
    HttpCaptionerSpec server;
    try {
      server =
          new HttpCaptionerSpec(
              url,
              model == null ? SERVERS_MODEL : model,
              keyVariable,
              MAX_TOKENS,
              0,
              timeout,
              6,
              1,
              concurrency,
              0,
              0,
              promptPrice,
              answerPrice,
              tokensPerPicture,
              cap,
              RULES);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    return ask(HttpCaptioner.open(server, kept(to)), concurrency, folder, to);
  }

  private GridScores ofModel(String folder, String to) throws IOException {
    if (model == null) {
      throw new UsageException("Name the folder of the model by --model.");
    }
    OryxCaptioner loaded = OryxCaptioner.open(TypedPath.absolute(model), MAX_TOKENS);
    return ask(new RecordedCaptioner(loaded, kept(to), RULES), 1, folder, to);
  }

  private static CaptionCache kept(String to) throws IOException {
    return CaptionCache.open(Storage.child(to, "kept-answers.jsonl"));
  }

  private GridScores ask(Captioner captioner, int together, String folder, String to)
      throws IOException {
    try (Answerer answerer = new AskCaptioner(captioner, 0)) {
      return run(folder, answerer, noBlind ? null : answerer, together, to);
    }
  }

  private GridScores run(
      String folder, Answerer answerer, @Nullable Answerer blind, int together, String to)
      throws IOException {
    return GridEvaluation.run(
        folder, answerer, blind, together, to, Reporting.of(options, spec.commandLine().getErr()));
  }

  private static String line(String what, Share share) {
    return String.format(
        Locale.ROOT,
        "%s: %d of %d right, %.1f %% (95 %%: %.1f to %.1f)",
        what,
        share.right(),
        share.asked(),
        100 * share.value(),
        100 * share.low(),
        100 * share.high());
  }
}
