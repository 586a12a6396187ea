package io.github.oryxcuration.test.bench;

import io.github.oryxcuration.core.budget.TrainersEye;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.recipe.TrainerSpec;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.mixture.score.BatchPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How full planned batches are: tokens of prompts over the budget, mean over all but each shard's
 * last batch, and the same with room for the answers in both.
 *
 * <pre>
 *   BatchBench [SAMPLES] [SHARDS]
 * </pre>
 *
 * <p>The samples are those of a stage-2 mix: pictures of common sizes at most 1536², clips of 8 to
 * 64 frames, long videos, text; what the trainer makes of each gives its tokens.
 */
public final class BatchBench {
  private static final int MOST_TOKENS = 16_384;
  private static final TrainersEye EYE =
      new TrainersEye(
          new TrainerSpec(MOST_TOKENS, TrainerSpec.OverBudget.KEEP, 1536, 0, 288, 480, 1, 64));
  private static final List<Size> PICTURES =
      List.of(
          new Size(640, 480),
          new Size(480, 640),
          new Size(1024, 768),
          new Size(336, 336),
          new Size(1700, 2200),
          new Size(800, 600),
          new Size(500, 375));
  private static final List<Size> VIDEOS =
      List.of(new Size(640, 360), new Size(1280, 720), new Size(480, 480), new Size(360, 640));

  private BatchBench() {}

  /** See the class. */
  public static void main(String[] arguments) {
    int samples = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int shards = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    SplittableRandom random = new SplittableRandom(7);
    for (long answers : new long[] {0, 9 * 32, 9 * 256}) {
      double filled = 0;
      long batches = 0;
      for (int shard = 0; shard < shards; shard++) {
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < samples / shards; i++) {
          tokens.add(tokens(random) + answers);
        }
        long budget = 4 * (MOST_TOKENS + answers);
        List<BatchPlanner.Batch> planned = BatchPlanner.plan(tokens, budget);
        for (BatchPlanner.Batch batch : planned.subList(0, planned.size() - 1)) {
          filled += (double) batch.tokens() / budget;
          batches++;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%,d samples in %d shards, %d tokens set aside for answers: %d batches, %.2f %% full%n",
          samples,
          shards,
          answers,
          batches,
          100 * filled / batches);
    }
  }

  private static long tokens(SplittableRandom random) {
    int kind = random.nextInt(100);
    long text = 30L + random.nextInt(400);
    if (kind < 10) {
      return text;
    }
    if (kind < 50) {
      Size size = PICTURES.get(random.nextInt(PICTURES.size()));
      return Math.min(MOST_TOKENS, EYE.pictures(List.of(size), text, true).totalTokens());
    }
    Size size = VIDEOS.get(random.nextInt(VIDEOS.size()));
    boolean isLong = kind >= 85;
    Modality modality = isLong ? Modality.VIDEO_LONG : Modality.VIDEO;
    int frames = isLong ? 192 + random.nextInt(65) : 8 + random.nextInt(57);
    return Math.min(
        MOST_TOKENS, EYE.frames(modality, frames, size, size, text, true).totalTokens());
  }
}
