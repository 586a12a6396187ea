/** What flows: the light candidate that a reader yields, and the sample that a shard holds. */
@NullMarked
package io.github.oryxcuration.core.sample;

import org.jspecify.annotations.NullMarked;
