/** The one hash. */
@NullMarked
package io.github.oryxcuration.core.digest;

import org.jspecify.annotations.NullMarked;
