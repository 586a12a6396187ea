/** How a command tells what it is doing: a bar, lines, JSON lines or nothing. */
@NullMarked
package io.github.oryxcuration.cli.progress;

import org.jspecify.annotations.NullMarked;
