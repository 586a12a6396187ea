/** How long work tells what it is doing. */
@NullMarked
package io.github.oryxcuration.core.progress;

import org.jspecify.annotations.NullMarked;
