/**
 * A set with scores beside it: one file of scores per shard, joined to its samples by their ids.
 * The samples themselves are never rewritten.
 */
@NullMarked
package io.github.oryxcuration.mixture.scored;

import org.jspecify.annotations.NullMarked;
