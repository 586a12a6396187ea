/** Tracking without weights and without geometry: regions that are followed by their corners. */
@NullMarked
package io.github.oryxcuration.correspondence.track.region;

import org.jspecify.annotations.NullMarked;
