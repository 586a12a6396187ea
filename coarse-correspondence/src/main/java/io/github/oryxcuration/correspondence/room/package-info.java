/**
 * A procedural room with textured boxes, rendered with exact masks, depth and poses, and written as
 * a complete scan in ScanNet's formats. Nothing in it is random but by its seed.
 */
@NullMarked
package io.github.oryxcuration.correspondence.room;

import org.jspecify.annotations.NullMarked;
