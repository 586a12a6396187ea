/** How native libraries are loaded. */
@NullMarked
package io.github.oryxcuration.core.natives;

import org.jspecify.annotations.NullMarked;
