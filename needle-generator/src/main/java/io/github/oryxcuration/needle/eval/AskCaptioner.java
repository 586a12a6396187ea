package io.github.oryxcuration.needle.eval;

import io.github.oryxcuration.core.caption.CaptionPrompt;
import io.github.oryxcuration.core.caption.CaptionRequest;
import io.github.oryxcuration.core.caption.Captioner;
import io.github.oryxcuration.core.sample.EncodedPicture;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A captioner that is asked questions instead of for captions; closing this closes it. */
public final class AskCaptioner implements Answerer {
  private static final String PROMPT = "niah-1";

  private final Captioner captioner;
  private final long seed;

  public AskCaptioner(Captioner captioner, long seed) {
    this.captioner = captioner;
    this.seed = seed;
  }

  @Override
  public String name() {
    return captioner.identity();
  }

  @Override
  public String answer(String id, List<EncodedPicture> frames, String prompt) throws IOException {
    List<Map<String, String>> nothingKnown = Collections.nCopies(frames.size(), Map.of());
    return captioner.caption(
        new CaptionRequest(id, new CaptionPrompt(PROMPT, prompt), frames, nothingKnown, seed));
  }

  @Override
  public void close() throws IOException {
    captioner.close();
  }
}
