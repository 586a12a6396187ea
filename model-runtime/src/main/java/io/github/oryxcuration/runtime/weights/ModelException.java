package io.github.oryxcuration.runtime.weights;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A model folder cannot be used as it is. The message names the file, what was found, what is
 * allowed and what to do; where several things are wrong, it lists all of them.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(requireNonNull(message, "message"));
  }

  public ModelException(String message, Throwable cause) {
    super(requireNonNull(message, "message"), cause);
  }

  /** One error for several problems: a heading, then a line for each. */
  public static ModelException of(String heading, List<String> problems) {
    StringBuilder message = new StringBuilder(heading);
    for (String problem : problems) {
      message.append("\n  - ").append(problem);
    }
    return new ModelException(message.toString());
  }

  /** Never null, unlike {@link Throwable#getMessage()}. */
  public String explanation() {
    return requireNonNull(super.getMessage());
  }
}
