package io.github.oryxcuration.core.error;

import static java.util.Objects.requireNonNull;

/**
 * One row cannot be used. Caught where rows are processed and turned into a ledger entry; it never
 * stops a build. The message says what failed, found versus allowed, and what to do.
 */
public final class CurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public CurationException(Reason reason, String message) {
    super(requireNonNull(message, "message"));
    this.reason = requireNonNull(reason, "reason");
  }

  public CurationException(Reason reason, String message, Throwable cause) {
    super(requireNonNull(message, "message"), cause);
    this.reason = requireNonNull(reason, "reason");
  }

  public Reason reason() {
    return reason;
  }

  /** Never null, unlike {@link Throwable#getMessage()}. */
  public String explanation() {
    return requireNonNull(super.getMessage());
  }
}
