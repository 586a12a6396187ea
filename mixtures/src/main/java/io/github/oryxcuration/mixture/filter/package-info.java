/**
 * Choosing samples by their columns and scores: a small expression language, what a choice loses,
 * and the set that is left. No model is called.
 */
@NullMarked
package io.github.oryxcuration.mixture.filter;

import org.jspecify.annotations.NullMarked;
