package io.github.oryxcuration.mixture.validate;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.mixture.heldout.HeldOut;
import org.jspecify.annotations.Nullable;

/**
 * How a set is checked.
 *
 * @param quick whether picture bytes and digests of files are left out
 * @param threads that work at once
 * @param tokenizer a {@code tokenizer.json} to count text tokens with, or an empty string
 * @param scratch a folder for temporary files, which is made and deleted
 * @param heldOut evaluation lists that the set may hold nothing of, or null
 */
public record ValidationOptions(
    boolean quick, int threads, String tokenizer, String scratch, @Nullable HeldOut heldOut) {
  public ValidationOptions {
    requireNonNull(tokenizer, "tokenizer");
    requireNonNull(scratch, "scratch");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
  }
}
