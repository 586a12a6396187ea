/**
 * Pictures as bytes and as pixels: what a header says, decoding as Pillow does it, the trainer's
 * resize to the last bit, orientation, and a PNG writer whose bytes never vary.
 */
@NullMarked
package io.github.oryxcuration.core.picture;

import org.jspecify.annotations.NullMarked;
