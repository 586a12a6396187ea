/** Needle evaluation sets: pictures with known answers inserted into films, on a grid. */
@NullMarked
package io.github.oryxcuration.needle.grid;

import org.jspecify.annotations.NullMarked;
