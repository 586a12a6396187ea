package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.core.error.Reason;

/**
 * A frame of a haystack that cannot be a needle.
 *
 * @param position in the haystack
 * @param message what was found against what is allowed
 */
public record Rejection(int position, Reason reason, String message) {}
