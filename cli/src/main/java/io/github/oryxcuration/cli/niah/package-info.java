/** The needle test: building its sets and scoring answers. */
@NullMarked
package io.github.oryxcuration.cli.niah;

import org.jspecify.annotations.NullMarked;
