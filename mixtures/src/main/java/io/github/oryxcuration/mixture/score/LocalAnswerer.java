package io.github.oryxcuration.mixture.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.text.SpecialTokens;
import io.github.oryxcuration.runtime.generate.Answer;
import io.github.oryxcuration.runtime.generate.Progress;
import io.github.oryxcuration.runtime.model.AnswerOptions;
import io.github.oryxcuration.runtime.model.Ask;
import io.github.oryxcuration.runtime.model.OryxModel;
import io.github.oryxcuration.runtime.model.SharedModel;
import io.github.oryxcuration.runtime.prompt.MediaRules;
import io.github.oryxcuration.runtime.prompt.Medium;
import io.github.oryxcuration.runtime.prompt.ModelInput;
import io.github.oryxcuration.runtime.prompt.Question;
import io.github.oryxcuration.runtime.sampling.Draw;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model in this JVM. Prompts of a batch are prefilled one by one, each once for all of its
 * answers, and decoded together; all frames that a sample holds are shown. A reference is scored
 * with the token that ends an answer.
 */
final class LocalAnswerer implements Answerer {
  private final SharedModel shared;
  private final AnswerOptions options;

  /** Closing this gives the share back. */
  LocalAnswerer(SharedModel shared, AnswerOptions options) {
    this.shared = shared;
    this.options = options;
  }

  @Override
  public List<Reply> answer(List<AnswerRequest> batch) throws BatchTooLargeException {
    List<String> faults = new ArrayList<>();
    List<Ask> asks = new ArrayList<>();
    for (AnswerRequest request : batch) {
      try {
        asks.add(new Ask(prepare(request), draws(request)));
        faults.add("");
      } catch (CurationException e) {
        faults.add(e.reason() + ": " + e.explanation());
      }
    }
    try {
      Iterator<List<Answer>> answers =
          asks.isEmpty()
              ? List.<List<Answer>>of().iterator()
              : model().answer(asks, options, Progress.NONE).answers().iterator();
      Iterator<Ask> asked = asks.iterator();
      List<Reply> replies = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        replies.add(
            faults.get(i).isEmpty()
                ? reply(asked.next().input(), answers.next(), batch.get(i).reference())
                : Reply.failed(faults.get(i)));
      }
      return replies;
    } catch (ModelException e) { // memory, or no numbers for one of them: halves tell which
      throw new BatchTooLargeException(e.explanation());
    }
  }

  private Reply reply(ModelInput input, List<Answer> answers, String reference) {
    return new Reply(
        answers.stream().map(Answer::text).toList(),
        perplexity(input, reference),
        input.prompt().spelledSpecials(),
        "");
  }

  private OryxModel model() {
    return shared.model();
  }

  private static List<Draw> draws(AnswerRequest request) {
    List<Draw> draws = new ArrayList<>();
    if (request.greedy()) {
      draws.add(Draw.LIKELIEST);
    }
    request.seeds().forEach(seed -> draws.add(Draw.of(seed)));
    return draws;
  }

  private ModelInput prepare(AnswerRequest request) {
    List<Medium> media = Medium.of(request.modality(), request.pictures());
    ModelInput input = model().prepare(Question.of(request.turns(), media), MediaRules.allFrames());
    int most = model().config().decoder().maxPositions() - options.maxNewTokens();
    int length = input.layout().length();
    if (length > most) {
      throw new CurationException(
          Reason.OVER_BUDGET,
          "the prompt has "
              + length
              + " tokens; with an answer of up to "
              + options.maxNewTokens()
              + " the model takes "
              + most);
    }
    return input;
  }

  /** Null where none is wanted, or the reference is longer than any answer may be. */
  private @Nullable Double perplexity(ModelInput input, String reference) {
    if (reference.isEmpty() || !fits(input, reference)) {
      return null;
    }
    return model().score(input, List.of(reference + SpecialTokens.IM_END)).get(0).perplexity();
  }

  /** No tokenizer makes more tokens of a text than it has bytes. */
  private boolean fits(ModelInput input, String reference) {
    long bytes = reference.getBytes(UTF_8).length;
    return input.layout().length() + bytes + 1 <= model().config().decoder().maxPositions();
  }

  @Override
  public void close() {
    shared.close();
  }
}
