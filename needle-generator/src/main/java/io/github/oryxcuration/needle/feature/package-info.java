/** What is measured of one frame, small enough to be kept for every frame of every film. */
@NullMarked
package io.github.oryxcuration.needle.feature;

import org.jspecify.annotations.NullMarked;
