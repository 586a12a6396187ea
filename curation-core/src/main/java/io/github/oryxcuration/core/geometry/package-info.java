/**
 * What the Oryx trainer does to the shape of pictures, frames and videos: its resizes, its frame
 * choice and the visual tokens that follow. Plain arithmetic in the reference's own order, so that
 * every number equals the reference's.
 */
@NullMarked
package io.github.oryxcuration.core.geometry;

import org.jspecify.annotations.NullMarked;
