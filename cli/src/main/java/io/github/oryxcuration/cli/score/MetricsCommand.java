package io.github.oryxcuration.cli.score;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.metrics.AnsweredItem;
import io.github.oryxcuration.mixture.metrics.AnsweredItems;
import io.github.oryxcuration.mixture.metrics.Evaluation;
import io.github.oryxcuration.mixture.metrics.EvaluationException;
import io.github.oryxcuration.mixture.metrics.Meteor;
import io.github.oryxcuration.mixture.metrics.Paraphrases;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores answers and captions against references. */
@Command(
    name = "metrics",
    description = {
      "Scores answers and captions against references, as the COCO caption and ScanQA evaluations"
          + " do.",
      "",
      "PREDICTIONS has lines {\"id\": …, \"prediction\": \"text\"}, or \"predictions\" with a list,"
          + " the best first; REFERENCES has lines {\"id\": …, \"reference\": \"text\"}, or"
          + " \"references\" with a list. Both must hold the same ids."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class MetricsCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PREDICTIONS.jsonl", description = "What was answered.")
  private String predictions;

  @Parameters(index = "1", paramLabel = "REFERENCES.jsonl", description = "What is right.")
  private String references;

  @Option(
      names = "--paraphrases",
      paramLabel = "FILE",
      defaultValue = "",
      description =
          "METEOR's paraphrase table, unpacked: three lines an entry (default: none, so METEOR"
              + " lies a little below that of the whole program).")
  private String paraphrases;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Meteor meteor = new Meteor(new Meteor.Resources(true, true, table()));
    Evaluation scores = Evaluation.of(items(), meteor);
    PrintWriter screen = spec.commandLine().getOut();
    screen.print(options.json() ? Json.writePretty(scores) : table(scores));
    screen.flush();
    return ExitCode.DONE;
  }

  private List<AnsweredItem> items() throws IOException {
    try {
      return AnsweredItems.read(TypedPath.absolute(predictions), TypedPath.absolute(references));
    } catch (EvaluationException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private Paraphrases table() throws IOException {
    if (paraphrases.isEmpty()) {
      return Paraphrases.NONE;
    }
    try {
      return Paraphrases.of(Storage.readText(TypedPath.absolute(paraphrases)).lines().toList());
    } catch (IllegalArgumentException e) {
      throw new UsageException(paraphrases + ": " + e.getMessage());
    }
  }

  private static String table(Evaluation scores) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < scores.bleu().size(); n++) {
      row(text, "BLEU-" + (n + 1), scores.bleu().get(n));
    }
    row(text, "METEOR", scores.meteor());
    row(text, "ROUGE-L", scores.rougeL());
    row(text, "CIDEr", scores.cider());
    row(text, "CIDEr-D", scores.ciderD());
    row(text, "EM@1", scores.em1());
    row(text, "EM@10", scores.em10());
    row(text, "EM refined", scores.emRefined());
    row(text, "F1", scores.f1());
    return text.append(String.format(Locale.ROOT, "%,d items%n", scores.items())).toString();
  }

  private static void row(StringBuilder text, String name, double score) {
    text.append(String.format(Locale.ROOT, "%-10s  %9.6f%n", name, score));
  }
}
