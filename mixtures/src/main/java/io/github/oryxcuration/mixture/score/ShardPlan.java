package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.mixture.consistency.CaptionConsensus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a shard before a model is asked, from its light columns alone.
 *
 * @param batches by the tokens of prompts and answers
 * @param consensus with the word statistics of the shard's own captions
 */
record ShardPlan(List<BatchPlanner.Batch> batches, CaptionConsensus consensus) {
  /** More captions are not counted: a shard's first ones are a random part of its own. */
  private static final int MOST_CAPTIONS = 5000;

  static ShardPlan of(String path, ScoreOptions options) throws IOException {
    List<Long> tokens = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    try (ShardReader light = ShardReader.openLight(path)) {
      while (light.hasNext()) {
        Sample sample = light.next();
        tokens.add(options.tokens(sample.budget().totalTokens()));
        QuestionToAsk question = QuestionToAsk.of(sample);
        if (captions.size() < MOST_CAPTIONS && question.isCaption()) {
          captions.add(question.exchange().answer());
        }
      }
    }
    return new ShardPlan(
        BatchPlanner.plan(tokens, options.budget()), CaptionConsensus.over(captions));
  }
}
