/** What can be told of a model folder without loading it. */
@NullMarked
package io.github.oryxcuration.runtime.info;

import org.jspecify.annotations.NullMarked;
