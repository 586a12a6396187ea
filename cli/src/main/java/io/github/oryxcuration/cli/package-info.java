/** The oryx-curate command: one class per command. */
@NullMarked
package io.github.oryxcuration.cli;

import org.jspecify.annotations.NullMarked;
