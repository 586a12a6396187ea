/** The commands that build and plan sets, and the runners that they run on. */
@NullMarked
package io.github.oryxcuration.cli.build;

import org.jspecify.annotations.NullMarked;
