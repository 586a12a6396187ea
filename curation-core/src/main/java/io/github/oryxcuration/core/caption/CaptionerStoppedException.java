package io.github.oryxcuration.core.caption;

import java.io.IOException;

/**
 * No request can be answered: a wrong key, an unknown model, a server that fails every time. Ends
 * the run; what was answered is kept. The message says what to do.
 */
public final class CaptionerStoppedException extends IOException {
  private static final long serialVersionUID = 1L;

  public CaptionerStoppedException(String message) {
    super(message);
  }
}
