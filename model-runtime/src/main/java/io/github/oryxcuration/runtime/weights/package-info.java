/**
 * Published weight files: what they hold, checked by name and shape, and how their tensors get into
 * a script without passing through the Java heap.
 */
@NullMarked
package io.github.oryxcuration.runtime.weights;

import org.jspecify.annotations.NullMarked;
