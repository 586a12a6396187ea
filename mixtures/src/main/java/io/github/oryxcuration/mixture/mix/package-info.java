/** How much of each source goes into the set. */
@NullMarked
package io.github.oryxcuration.mixture.mix;

import org.jspecify.annotations.NullMarked;
