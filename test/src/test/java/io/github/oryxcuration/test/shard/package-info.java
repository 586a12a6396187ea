/** Shards as other readers see them, and the Parquet of other writers as we see it. */
@NullMarked
package io.github.oryxcuration.test.shard;

import org.jspecify.annotations.NullMarked;
