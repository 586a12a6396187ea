/** The story of one row: where it came from, what was decided, and what to do about it. */
@NullMarked
package io.github.oryxcuration.mixture.explain;

import org.jspecify.annotations.NullMarked;
