package io.github.oryxcuration.mixture.score;

import java.io.IOException;
import java.util.List;

/** A model that answers questions. May be used by several threads at once. */
public interface Answerer extends AutoCloseable {
  /**
   * Everything that decides an answer besides the request: the model, its version, its parameters;
   * the same text for the same behaviour. Part of what must fit for finished work to count.
   */
  String identity();

  /**
   * Answers a batch.
   *
   * @return for each request its answers, in the order of its seeds; an answer that the model
   *     refused is empty
   * @throws BatchTooLargeException if memory does not suffice for all of them at once; a part of
   *     them may fit
   * @throws io.github.oryxcuration.core.error.CurationException if a request cannot be answered;
   *     the other ones may be
   * @throws IOException if none can be answered
   */
  List<List<String>> answer(List<AnswerRequest> batch) throws IOException;

  @Override
  void close() throws IOException;
}
