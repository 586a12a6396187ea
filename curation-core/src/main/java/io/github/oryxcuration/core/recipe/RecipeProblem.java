package io.github.oryxcuration.core.recipe;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a recipe, and where.
 *
 * @param file as it was given to the reader
 * @param line from 1; 0 where the file as a whole is meant
 * @param column in characters, from 1; 0 where the file as a whole is meant
 * @param message what was found, what is allowed, and what to write instead
 */
public record RecipeProblem(String file, int line, int column, String message) {
  public RecipeProblem {
    requireNonNull(file, "file");
    requireNonNull(message, "message");
  }

  /** {@code file:line:column: message}, which editors turn into a link. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
