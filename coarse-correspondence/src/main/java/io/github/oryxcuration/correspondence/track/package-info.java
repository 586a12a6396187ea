/**
 * Frames of one scene in, a label map for each out, in which an object has the same id everywhere.
 */
@NullMarked
package io.github.oryxcuration.correspondence.track;

import org.jspecify.annotations.NullMarked;
