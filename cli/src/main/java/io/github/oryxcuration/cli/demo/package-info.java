/** A set to try everything on: drawn pictures, encoded clips, and annotations with faulty rows. */
@NullMarked
package io.github.oryxcuration.cli.demo;

import org.jspecify.annotations.NullMarked;
