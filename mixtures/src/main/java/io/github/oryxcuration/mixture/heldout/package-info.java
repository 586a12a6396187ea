/**
 * Held-out contamination: what of evaluation sets that the user names is in a training set, by the
 * id of its scene, film or video, by its pictures, and by its words; with a certificate of what was
 * compared with what.
 */
@NullMarked
package io.github.oryxcuration.mixture.heldout;

import org.jspecify.annotations.NullMarked;
