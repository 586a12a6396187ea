/** Finished sets that tests make for themselves. */
@org.jspecify.annotations.NullMarked
package io.github.oryxcuration.mixture.testing;
