/**
 * What is known of the things in a scan: its mesh, the segments of the mesh, which segments are one
 * object, the 2-D maps made of them, and the questions that were asked of it.
 */
@NullMarked
package io.github.oryxcuration.correspondence.scene;

import org.jspecify.annotations.NullMarked;
