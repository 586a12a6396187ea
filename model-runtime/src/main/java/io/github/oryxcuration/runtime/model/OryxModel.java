package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.text.SpecialTokens;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.generate.Answer;
import io.github.oryxcuration.runtime.generate.ContinuationScore;
import io.github.oryxcuration.runtime.generate.FinishReason;
import io.github.oryxcuration.runtime.generate.Generated;
import io.github.oryxcuration.runtime.generate.Generator;
import io.github.oryxcuration.runtime.generate.Limits;
import io.github.oryxcuration.runtime.generate.Metrics;
import io.github.oryxcuration.runtime.generate.Progress;
import io.github.oryxcuration.runtime.generate.PromptInput;
import io.github.oryxcuration.runtime.generate.Scorer;
import io.github.oryxcuration.runtime.memory.Bytes;
import io.github.oryxcuration.runtime.memory.MemoryPlan;
import io.github.oryxcuration.runtime.memory.Workload;
import io.github.oryxcuration.runtime.prompt.InputBuilder;
import io.github.oryxcuration.runtime.prompt.MediaRules;
import io.github.oryxcuration.runtime.prompt.ModelInput;
import io.github.oryxcuration.runtime.prompt.Question;
import io.github.oryxcuration.runtime.script.ScriptException;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;
import io.github.oryxcuration.runtime.weights.WeightDigests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * A loaded model: answers questions about pictures and videos, and scores answers. Safe for
 * threads; calls that together need more memory than there is wait for each other.
 */
public final class OryxModel implements AutoCloseable {
  private final ModelSpec spec;
  private final LoadedParts parts;
  private final Set<Long> endIds;
  private final Admission admission;

  private OryxModel(ModelSpec spec, LoadedParts parts) {
    this.spec = spec;
    this.parts = parts;
    Set<Long> ends = new HashSet<>();
    config().generation().endIds().forEach(id -> ends.add(id.longValue()));
    // Yi's files name another end token than the one of the chat template.
    ends.add((long) parts.tokenizer().id(SpecialTokens.IM_END));
    this.endIds = Set.copyOf(ends);
    this.admission = new Admission(parts::freeNow);
  }

  /**
   * Loads a model. Weights are mapped where they are computed as they are stored on the CPU, and
   * copied tensor by tensor otherwise.
   *
   * @throws ModelException if the folder cannot be used, or it does not fit; says all that is wrong
   */
  public static OryxModel load(ModelSpec spec) {
    return new OryxModel(spec, LoadedParts.load(spec));
  }

  public OryxConfig config() {
    return parts.checkpoint().config();
  }

  /** What is computed in. */
  public ElementType type() {
    return parts.plan().type();
  }

  /** Where everything went when the model was loaded. */
  public MemoryPlan plan() {
    return parts.plan();
  }

  /** What answers depend on; the first call may take long, since it reads all weights. */
  public ModelIdentity identity() {
    return parts.identity(WeightDigests.ofUser());
  }

  /** How many tokens its tokenizer has. */
  public int tokens() {
    return parts.tokenizer().size();
  }

  /** Tokens that end an answer. */
  public Set<Long> endIds() {
    return endIds;
  }

  /** Pixels and ids of a question, as the published scripts make them. */
  public ModelInput prepare(Question question) {
    return prepare(question, MediaRules.published());
  }

  /**
   * Pixels and ids of a question. Needs no device; may run beside answers.
   *
   * @throws CurationException if the question or a medium is faulty; OVER_BUDGET if the model would
   *     cut the prompt off, as the reference does without a word
   */
  public ModelInput prepare(Question question, MediaRules rules) {
    ModelInput input;
    admission.visit();
    try {
      input = new InputBuilder(parts.tokenizer(), config(), rules).build(question);
    } finally {
      admission.endVisit();
    }
    int cut = input.layout().cut();
    if (cut > 0) {
      throw new CurationException(
          Reason.OVER_BUDGET,
          "the prompt has "
              + (input.layout().length() + (long) cut)
              + " tokens, but the model keeps "
              + config().maxLength()
              + " (tokenizer_model_max_length), so its end would be lost; use fewer frames or"
              + " smaller pictures");
    }
    return input;
  }

  /** One answer to a question. */
  public Answer answer(Question question, AnswerOptions options) {
    List<Ask> asks = List.of(Ask.once(prepare(question)));
    return answer(asks, options, Progress.NONE).answers().get(0).get(0);
  }

  /**
   * Answers questions together.
   *
   * @return answers by question, in the order given
   * @throws ModelException if they do not fit into memory; gives the numbers and the ways out
   * @throws CurationException OVER_BUDGET if a prompt with its answer is longer than the model's
   *     positions
   */
  public Generated answer(List<Ask> asks, AnswerOptions options, Progress progress) {
    if (asks.isEmpty()) {
      throw new IllegalArgumentException("there must be a question, but there is none");
    }
    Limits limits =
        new Limits(
            options.maxNewTokens(), endIds, options.stopStrings(), options.exact(), tokens());
    Workload work =
        workload(
            asks.stream().map(Ask::input).toList(),
            asks.stream().mapToInt(Ask::answers).max().orElseThrow(),
            options.maxNewTokens());
    checkPositions(work);
    return planned(work, plan -> answer(asks, options, limits, progress, plan));
  }

  private Generated answer(
      List<Ask> asks, AnswerOptions options, Limits limits, Progress progress, MemoryPlan plan) {
    long start = System.nanoTime();
    List<PromptInput> prompts = new ArrayList<>();
    try {
      for (Ask ask : asks) {
        Value embeddings = parts.embedder().embed(ask.input(), plan.group(), progress::isCancelled);
        prompts.add(new PromptInput(embeddings, ask.draws()));
      }
      Duration media = Duration.ofNanos(System.nanoTime() - start);
      Generated generated =
          new Generator(parts.decoder(), parts::decode, plan.chunk())
              .generate(prompts, options.sampling(config().generation()), limits, progress);
      return new Generated(generated.answers(), generated.metrics().withMedia(media));
    } catch (CancellationException e) {
      return cancelled(asks);
    } finally {
      prompts.forEach(prompt -> prompt.embeddings().close());
    }
  }

  private static Generated cancelled(List<Ask> asks) {
    Answer none = new Answer(List.of(), "", FinishReason.CANCELLED);
    return new Generated(
        asks.stream().map(ask -> Collections.nCopies(ask.answers(), none)).toList(), Metrics.NONE);
  }

  /**
   * Scores answers that are given. Where an answer is to end, write its end token, such as {@code
   * <|im_end|>}.
   *
   * @param input of a question
   * @param answers at least one, none empty
   * @throws ModelException if they do not fit into memory
   * @throws CurationException OVER_BUDGET if the prompt with an answer is longer than the model's
   *     positions
   */
  public List<ContinuationScore> score(ModelInput input, List<String> answers) {
    List<long[]> continuations = ids(answers);
    int longest = continuations.stream().mapToInt(ids -> ids.length).max().orElse(1);
    Workload work = workload(List.of(input), 1, longest);
    checkPositions(work);
    return planned(
        work,
        plan -> {
          try (Value prompt = parts.embedder().embed(input, plan.group(), () -> false)) {
            return new Scorer(parts.decoder(), plan.chunk(), tokens()).score(prompt, continuations);
          }
        });
  }

  private List<long[]> ids(List<String> texts) {
    admission.visit();
    try {
      return texts.stream()
          .map(text -> Arrays.stream(parts.tokenizer().ids(text)).asLongStream().toArray())
          .toList();
    } finally {
      admission.endVisit();
    }
  }

  private Workload workload(List<ModelInput> inputs, int rows, int answerTokens) {
    int patch = config().vision().patch();
    int longest = 1;
    long all = 0;
    long patches = 0;
    int inseparable = 0;
    for (ModelInput input : inputs) {
      longest = Math.max(longest, input.layout().length());
      all += input.layout().length();
      long own = input.visuals().stream().mapToLong(visual -> visual.patches(patch)).sum();
      patches = Math.max(patches, own);
      inseparable =
          Math.max(
              inseparable,
              input.visuals().stream()
                  .mapToInt(visual -> visual.inseparable(patch))
                  .max()
                  .orElse(0));
    }
    return new Workload(
        inputs.size(), longest, all, rows, answerTokens, Math.toIntExact(patches), inseparable);
  }

  /** Before media are encoded, which may take minutes. */
  private void checkPositions(Workload work) {
    int most = config().decoder().maxPositions();
    if (work.promptTokens() > most - work.answerTokens()) {
      throw new CurationException(
          Reason.OVER_BUDGET,
          "the prompt has "
              + work.promptTokens()
              + " tokens and its answer up to "
              + work.answerTokens()
              + ", but the model has "
              + most
              + " positions (max_position_embeddings); allow fewer new tokens, or use fewer frames"
              + " or smaller pictures");
    }
  }

  private <T> T planned(Workload work, Function<MemoryPlan, T> call) {
    MemoryPlan plan =
        admission.enter(
            rooms -> MemoryPlan.ofBatch(config(), type(), work, parts.plan().stages(), rooms),
            found -> found.isWhole(work));
    try {
      return call.apply(plan);
    } catch (ScriptException e) {
      if (e.isOutOfMemory()) {
        throw new ModelException(
            "The memory ran out although "
                + Bytes.text(plan.total())
                + " were planned and free: another process took it. Ask for less at once, or"
                + " make room and ask again",
            e);
      }
      throw e;
    } finally {
      admission.leave(plan);
    }
  }

  /**
   * Times its parts; not beside calls that should be fast.
   *
   * @param runs whose median is told
   */
  public ModelBench bench(int runs) {
    return new ModelBench(this, parts, runs);
  }

  /** Waits for calls under way and frees everything; once more does nothing. */
  @Override
  public void close() {
    if (admission.close()) {
      parts.close();
    }
  }

  @Override
  public String toString() {
    return "OryxModel of " + spec.folder();
  }
}
