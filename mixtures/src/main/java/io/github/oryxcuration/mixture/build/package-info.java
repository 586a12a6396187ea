/**
 * From a recipe to shards: the stages in the order of the data, each a plain function over storage.
 */
@NullMarked
package io.github.oryxcuration.mixture.build;

import org.jspecify.annotations.NullMarked;
