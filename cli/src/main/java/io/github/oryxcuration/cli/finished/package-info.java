/** The commands that look at a finished set: report, validate, explain. */
@NullMarked
package io.github.oryxcuration.cli.finished;

import org.jspecify.annotations.NullMarked;
