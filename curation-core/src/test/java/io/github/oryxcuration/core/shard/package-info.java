@NullMarked
package io.github.oryxcuration.core.shard;

import org.jspecify.annotations.NullMarked;
