/** Shots of films that come without a shot file, found on decoded frames. */
@NullMarked
package io.github.oryxcuration.needle.shot;

import org.jspecify.annotations.NullMarked;
