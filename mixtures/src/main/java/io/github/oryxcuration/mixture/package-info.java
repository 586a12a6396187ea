/** Sources to one training set: readers, mixing, validation. */
@NullMarked
package io.github.oryxcuration.mixture;

import org.jspecify.annotations.NullMarked;
