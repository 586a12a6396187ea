/** What can go wrong with one row, by stable code, and how it is told. */
@NullMarked
package io.github.oryxcuration.core.error;

import org.jspecify.annotations.NullMarked;
