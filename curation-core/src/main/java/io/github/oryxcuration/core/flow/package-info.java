/**
 * How stages run: the same plain stages in threads of one JVM or as one Beam pipeline on any
 * runner.
 */
@NullMarked
package io.github.oryxcuration.core.flow;

import org.jspecify.annotations.NullMarked;
