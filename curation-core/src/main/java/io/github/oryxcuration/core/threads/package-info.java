/** Waiting for work in other threads. */
@NullMarked
package io.github.oryxcuration.core.threads;

import org.jspecify.annotations.NullMarked;
