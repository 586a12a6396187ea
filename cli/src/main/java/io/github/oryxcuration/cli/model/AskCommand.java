package io.github.oryxcuration.cli.model;

import io.github.oryxcuration.cli.ExitCode;
import io.github.oryxcuration.cli.GlobalOptions;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.runtime.generate.Answer;
import io.github.oryxcuration.runtime.generate.Generated;
import io.github.oryxcuration.runtime.generate.Metrics;
import io.github.oryxcuration.runtime.generate.Progress;
import io.github.oryxcuration.runtime.model.AnswerOptions;
import io.github.oryxcuration.runtime.model.Ask;
import io.github.oryxcuration.runtime.model.OryxModel;
import io.github.oryxcuration.runtime.prompt.Medium;
import io.github.oryxcuration.runtime.prompt.ModelInput;
import io.github.oryxcuration.runtime.prompt.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a model one question. */
@Command(
    name = "ask",
    description = {
      "Asks a model about pictures or a video, or about nothing but the text.",
      "",
      "Where the question has no <image>, the media stand before it. Settings that are not given"
          + " are those of the model's generation_config.json."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AskCommand implements Callable<Integer> {
  private static final String DEFAULT_TOKENS = "512";

  @Parameters(paramLabel = "QUESTION", description = "What to ask.")
  private String question;

  @Mixin private ModelOptions model;
  @Mixin private MediaOptions media;

  @Option(
      names = "--max-tokens",
      defaultValue = DEFAULT_TOKENS,
      paramLabel = "N",
      description = "Most tokens of an answer (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  @Option(
      names = "--answers",
      defaultValue = "1",
      paramLabel = "K",
      description = "How many answers; all over one reading of the prompt (default: 1).")
  private int answers;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "0 takes the likeliest token; higher ones draw.")
  private @Nullable Double temperature;

  @Option(names = "--top-k", paramLabel = "K", description = "Draw from K tokens; 0: from all.")
  private @Nullable Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description = "Draw from the likeliest tokens whose probabilities reach P.")
  private @Nullable Double topP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "X",
      description = "Above 1: tokens that came up become rarer.")
  private @Nullable Double penalty;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "A text that ends an answer; may be given several times.")
  private List<String> stop = new ArrayList<>();

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Of what is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private GlobalOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (maxTokens < 1 || answers < 1) {
      throw new UsageException("--max-tokens and --answers must be at least 1");
    }
    AnswerOptions wanted =
        checked(new AnswerOptions(maxTokens, temperature, topK, topP, penalty, stop, false));
    List<Medium> shown = media.read(this::note);
    long start = System.nanoTime();
    try (OryxModel loaded = model.load()) {
      Duration loading = Duration.ofNanos(System.nanoTime() - start);
      note(
          String.format(
              Locale.ROOT, "%s, loaded in %.1f s", ModelOptions.where(loaded), seconds(loading)));
      ModelInput input = loaded.prepare(Question.of(question, shown), media.rules());
      if (input.prompt().spelledSpecials() > 0) {
        note(
            input.prompt().spelledSpecials()
                + " special tokens are spelled in the question; the model takes them for real");
      }
      Ask ask = new Ask(input, answers, seed);
      Generated generated = loaded.answer(List.of(ask), wanted, listener());
      print(loaded, input, generated);
    }
    return ExitCode.DONE;
  }

  /** Settings out of range are a usage error. */
  private static AnswerOptions checked(AnswerOptions wanted) {
    try {
      wanted.check();
      return wanted;
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private void note(String text) {
    if (!options.quiet() && !options.json()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(text);
      err.flush();
    }
  }

  /** One answer is told as it comes; several would be mixed up. */
  private Progress listener() {
    if (options.json() || answers > 1) {
      return Progress.NONE;
    }
    PrintWriter screen = spec.commandLine().getOut();
    return new Progress() {
      @Override
      public void text(int prompt, int answer, String piece) {
        screen.print(piece);
        screen.flush();
      }
    };
  }

  private void print(OryxModel loaded, ModelInput input, Generated generated) {
    PrintWriter screen = spec.commandLine().getOut();
    List<Answer> given = generated.answers().get(0);
    Metrics metrics = generated.metrics();
    if (options.json()) {
      screen.print(Json.writePretty(json(loaded, input, given, metrics)));
    } else if (answers == 1) {
      screen.println();
    } else {
      for (int i = 0; i < given.size(); i++) {
        screen.println((i + 1) + ": " + given.get(i).text());
      }
    }
    screen.flush();
    note(
        String.format(
            Locale.ROOT,
            "%d prompt tokens (%d of text), %d new tokens (%s); first token after %.2f s, then"
                + " %.1f tokens/s",
            metrics.promptTokens(),
            input.prompt().ids().length - input.prompt().placeholders(),
            metrics.newTokens(),
            given.get(0).reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            seconds(metrics.timeToFirstToken()),
            metrics.tokensPerSecond()));
  }

  private static Map<String, Object> json(
      OryxModel loaded, ModelInput input, List<Answer> given, Metrics metrics) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("answers", given);
    json.put("model", loaded.identity());
    json.put("prompt_tokens", metrics.promptTokens());
    json.put("spelled_special_tokens", input.prompt().spelledSpecials());
    json.put("new_tokens", metrics.newTokens());
    json.put("seconds_to_first_token", seconds(metrics.timeToFirstToken()));
    json.put("tokens_per_second", metrics.tokensPerSecond());
    return json;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
