/** The commands that score and choose: metrics, score, filter. */
@NullMarked
package io.github.oryxcuration.cli.score;

import org.jspecify.annotations.NullMarked;
