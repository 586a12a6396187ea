/** Tells what a file is and what the toolkit and the trainer would make of it. */
@NullMarked
package io.github.oryxcuration.cli.inspect;

import org.jspecify.annotations.NullMarked;
