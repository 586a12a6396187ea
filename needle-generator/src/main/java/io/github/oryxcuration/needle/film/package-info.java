/** Films as they lie on disk: trees in MovieNet's layout, and plain video files. */
@NullMarked
package io.github.oryxcuration.needle.film;

import org.jspecify.annotations.NullMarked;
