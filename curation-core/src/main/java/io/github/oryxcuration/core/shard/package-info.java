/**
 * How samples are kept: the Parquet schema that Hugging Face {@code datasets} decodes, a writer
 * whose bytes depend on the samples alone, and a reader in bounded memory.
 */
@NullMarked
package io.github.oryxcuration.core.shard;

import org.jspecify.annotations.NullMarked;
