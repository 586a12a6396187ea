/** Checks whether this machine can run the toolkit. */
@NullMarked
package io.github.oryxcuration.cli.doctor;

import org.jspecify.annotations.NullMarked;
