package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.runtime.model.AnswerOptions;
import io.github.oryxcuration.runtime.model.ModelSpec;
import io.github.oryxcuration.runtime.model.SharedModel;
import io.github.oryxcuration.runtime.script.TorchEngine;
import io.github.oryxcuration.runtime.weights.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * The project's own runtime, in this JVM and in those of the workers: one copy each, shared by all
 * threads, and kept between shards. Every worker computes with the same number of threads.
 *
 * @param spec the model's folder, reachable from every worker under the same path
 * @param threads of one operation on the CPU
 * @param options how answers are drawn; what they leave open is as the model's files say
 * @param identity of the model where it was first loaded
 */
public record LocalModel(ModelSpec spec, int threads, AnswerOptions options, String identity)
    implements ScoringModel {
  private static final long serialVersionUID = 1L;

  /** Loads a model to learn what it is. */
  public static LocalModel of(ModelSpec spec, int threads, ScoreOptions options) {
    TorchEngine.useThreads(threads);
    AnswerOptions drawing =
        AnswerOptions.upTo(options.answerTokens()).withTemperature(options.temperature());
    try (SharedModel shared = Kept.share(spec)) {
      return new LocalModel(spec, TorchEngine.get().threads(), drawing, identity(shared, drawing));
    }
  }

  private static String identity(SharedModel shared, AnswerOptions drawing) {
    return "oryx-1 %s temperature=%s max_tokens=%d"
        .formatted(
            Digest.hex(Json.write(shared.model().identity())).substring(0, 32),
            drawing.temperature(),
            drawing.maxNewTokens());
  }

  @Override
  public Answerer open(String folder, String shard, int shards) {
    TorchEngine.useThreads(threads);
    SharedModel shared = Kept.share(spec);
    String found = identity(shared, options);
    if (!found.equals(identity)) {
      shared.close();
      throw new ModelException(
          "The model on this worker would answer otherwise than where the run was started: its"
              + " weights, device, number of threads or engine differ ("
              + found
              + " here, "
              + identity
              + " there). Give all workers the same, or score into another folder.");
    }
    return new LocalAnswerer(shared, options);
  }

  /** Holds a share of its own in the model that was used last, so that it is loaded once. */
  private static final class Kept {
    private static final Kept OF_THIS_JVM = new Kept();

    private @Nullable ModelSpec spec;
    private @Nullable SharedModel own;

    static SharedModel share(ModelSpec wanted) {
      return OF_THIS_JVM.take(wanted);
    }

    private synchronized SharedModel take(ModelSpec wanted) {
      if (!wanted.equals(spec)) {
        if (own != null) {
          own.close();
          own = null;
          spec = null;
        }
        own = SharedModel.of(wanted);
        spec = wanted;
      }
      return SharedModel.of(wanted);
    }
  }
}
