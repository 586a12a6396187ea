package io.github.oryxcuration.needle.eval;

import io.github.oryxcuration.core.sample.EncodedPicture;
import java.io.IOException;
import java.util.List;

/** Whatever answers questions about frames: a model, a server, a file of answers. */
public interface Answerer extends AutoCloseable {
  /** What it is, in a word or two. */
  String name();

  /**
   * Answers one question.
   *
   * @param id of the sample
   * @param frames in order; none where it is asked blind
   * @param prompt the whole question
   * @throws io.github.oryxcuration.core.error.CurationException where it has no answer to this one
   */
  String answer(String id, List<EncodedPicture> frames, String prompt) throws IOException;

  @Override
  void close() throws IOException;
}
