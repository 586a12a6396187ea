/** Runs on real clusters of separate processes on loopback, started from Maven's jars alone. */
@NullMarked
package io.github.oryxcuration.test.cluster;

import org.jspecify.annotations.NullMarked;
