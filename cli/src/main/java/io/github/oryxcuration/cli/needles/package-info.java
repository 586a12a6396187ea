/** The needles command. */
@NullMarked
package io.github.oryxcuration.cli.needles;

import org.jspecify.annotations.NullMarked;
