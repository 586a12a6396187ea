package io.github.oryxcuration.core.caption;

import java.io.IOException;

/** Describes one frame, or tells two apart. May be used by many threads at once. */
public interface Captioner extends AutoCloseable {

  /**
   * Everything that decides an answer besides the request: which captioner, of which version, which
   * model, which parameters; short, and the same text for the same behaviour. Part of the key under
   * which answers are kept, and of every sample's provenance.
   */
  String identity();

  /**
   * Answers a request.
   *
   * @throws io.github.oryxcuration.core.error.CurationException where this request cannot be
   *     answered and others can: CAPTION_UNUSABLE, CAPTION_FAILED or CAPTION_OVER_CAP
   * @throws CaptionerStoppedException where no request can be answered
   */
  String caption(CaptionRequest request) throws IOException;

  @Override
  void close() throws IOException;
}
