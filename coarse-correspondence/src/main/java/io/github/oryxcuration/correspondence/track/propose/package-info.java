/** Which regions of a frame may be objects: told by colours, or by measured depth. */
@NullMarked
package io.github.oryxcuration.correspondence.track.propose;

import org.jspecify.annotations.NullMarked;
