/** The export command. */
@NullMarked
package io.github.oryxcuration.cli.export;

import org.jspecify.annotations.NullMarked;
