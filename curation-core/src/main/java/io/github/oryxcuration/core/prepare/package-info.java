/** Sources whose rows are decided over the whole source before any of them is read. */
@NullMarked
package io.github.oryxcuration.core.prepare;

import org.jspecify.annotations.NullMarked;
