/** Tracking by geometry: annotated objects projected into posed frames and tested against depth. */
@NullMarked
package io.github.oryxcuration.correspondence.track.geometric;

import org.jspecify.annotations.NullMarked;
