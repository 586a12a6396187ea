/** How well a model finds the needles of an evaluation set, and what it scores without looking. */
@NullMarked
package io.github.oryxcuration.needle.eval;

import org.jspecify.annotations.NullMarked;
