package io.github.oryxcuration.mixture.score;

import java.io.IOException;
import java.util.List;

/** A model that answers questions. May be used by several threads at once. */
public interface Answerer extends AutoCloseable {
  /**
   * Answers a batch.
   *
   * @return a reply per request; one that fails does not touch the others
   * @throws BatchTooLargeException if memory does not suffice for all of them at once; a part of
   *     them may fit
   * @throws IOException if none can be answered, now or later
   */
  List<Reply> answer(List<AnswerRequest> batch) throws IOException;

  @Override
  void close() throws IOException;
}
