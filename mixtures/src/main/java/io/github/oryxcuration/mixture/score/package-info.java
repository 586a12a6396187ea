/**
 * Scores of a finished set: a model answers the questions of its samples, and what the answers say
 * together is written beside the set. Samples themselves are never rewritten.
 */
@NullMarked
package io.github.oryxcuration.mixture.score;

import org.jspecify.annotations.NullMarked;
