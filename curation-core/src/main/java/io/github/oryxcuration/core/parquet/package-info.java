/**
 * Reads Parquet that others wrote, in bounded memory and however it is damaged: light rows without
 * media bytes, and the media bytes of chosen rows. Stands on parquet-java's decoders; needs no
 * Hadoop.
 */
@NullMarked
package io.github.oryxcuration.core.parquet;

import org.jspecify.annotations.NullMarked;
