/**
 * Writes random checkpoints in the published format, of any dimensions: for trials, tests and
 * timings without the real weights.
 */
@NullMarked
package io.github.oryxcuration.runtime.tiny;

import org.jspecify.annotations.NullMarked;
