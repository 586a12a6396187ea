/**
 * Yardsticks: mains that measure the toolkit beside a tool that everybody knows, each side in a
 * process of its own.
 */
@NullMarked
package io.github.oryxcuration.test.bench;

import org.jspecify.annotations.NullMarked;
