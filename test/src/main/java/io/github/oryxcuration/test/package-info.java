/** End-to-end, parity, fault and architecture tests; benchmarks. */
@NullMarked
package io.github.oryxcuration.test;

import org.jspecify.annotations.NullMarked;
