/** Whole builds, from a recipe to shards, through the command line. */
@NullMarked
package io.github.oryxcuration.test.endtoend;

import org.jspecify.annotations.NullMarked;
