package io.github.oryxcuration.runtime.generate;

import io.github.oryxcuration.runtime.sampling.Sampler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One answer while it is generated. */
final class AnswerRow {
  private final int prompt;
  private final int answer;
  private final Sampler sampler;
  private final TextStream stream;
  private final Limits limits;
  private final Progress progress;
  private final List<Long> ids = new ArrayList<>();
  private @Nullable FinishReason reason;

  AnswerRow(
      int prompt,
      int answer,
      Sampler sampler,
      TextStream stream,
      Limits limits,
      Progress progress) {
    this.prompt = prompt;
    this.answer = answer;
    this.sampler = sampler;
    this.stream = stream;
    this.limits = limits;
    this.progress = progress;
  }

  /** Takes its next token from its logits, which are overwritten. */
  void choose(float[] logits, int from) {
    long id = sampler.next(logits, from, limits.usableIds());
    ids.add(id);
    if (!limits.exact() && limits.endIds().contains(id)) {
      finish(FinishReason.END_TOKEN);
      return;
    }
    show(stream.add(id));
    if (!limits.exact() && stream.isStopped()) {
      finish(FinishReason.STOP_STRING);
    } else if (ids.size() == limits.maxNewTokens()) {
      finish(FinishReason.LENGTH);
    }
  }

  void cancel() {
    finish(FinishReason.CANCELLED);
  }

  private void finish(FinishReason why) {
    reason = why;
    show(stream.end());
    if (why != FinishReason.END_TOKEN && !limits.exact() && stream.isStopped()) {
      reason = FinishReason.STOP_STRING; // it came up with the last bytes
    }
  }

  private void show(String piece) {
    if (!piece.isEmpty()) {
      progress.text(prompt, answer, piece);
    }
  }

  int prompt() {
    return prompt;
  }

  boolean isFinished() {
    return reason != null;
  }

  long lastId() {
    return ids.get(ids.size() - 1);
  }

  int size() {
    return ids.size();
  }

  Answer answer() {
    if (reason == null) {
      throw new IllegalStateException("the answer is not finished");
    }
    return new Answer(ids, stream.text().strip(), reason);
  }
}
