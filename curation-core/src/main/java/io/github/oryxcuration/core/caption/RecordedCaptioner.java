package io.github.oryxcuration.core.caption;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.io.IOException;

/**
 * A captioner that costs time but no money, with its answers kept: what was answered once is never
 * asked again, and what cannot be used is told so by the same rules as a server's.
 */
public final class RecordedCaptioner implements Captioner {
  private final Captioner captioner;
  private final CaptionCache cache;
  private final AnswerRules rules;

  /** Closing this closes both. */
  public RecordedCaptioner(Captioner captioner, CaptionCache cache, AnswerRules rules) {
    this.captioner = captioner;
    this.cache = cache;
    this.rules = rules;
  }

  @Override
  public String identity() {
    return captioner.identity();
  }

  @Override
  public String caption(CaptionRequest request) throws IOException {
    String key = request.key(identity() + rules);
    String known = cache.find(key);
    if (known != null) {
      return known;
    }
    try {
      String answer = captioner.caption(request);
      String objection = rules.objection(answer);
      if (!objection.isEmpty()) {
        throw new CurationException(Reason.CAPTION_UNUSABLE, request.id() + ": " + objection);
      }
      cache.keep(key, 0, answer);
      return answer;
    } catch (CurationException e) {
      cache.refuse(key, e);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (cache) {
      captioner.close();
    }
  }
}
