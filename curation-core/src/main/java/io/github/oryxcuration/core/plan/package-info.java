/** What a build decided: which samples, in which order, in which shard. */
@NullMarked
package io.github.oryxcuration.core.plan;

import org.jspecify.annotations.NullMarked;
