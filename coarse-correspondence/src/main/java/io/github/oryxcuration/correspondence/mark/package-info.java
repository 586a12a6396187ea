/** Which views of a scene are shown, which objects get a number, and where it stands. */
@NullMarked
package io.github.oryxcuration.correspondence.mark;

import org.jspecify.annotations.NullMarked;
