/** How fast a model is, and how much of what the machine can do that is. */
@NullMarked
package io.github.oryxcuration.runtime.bench;

import org.jspecify.annotations.NullMarked;
