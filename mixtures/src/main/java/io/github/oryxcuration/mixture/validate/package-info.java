/** Checks a set that lies on disk, whoever wrote it, and lists all that is wrong with it. */
@NullMarked
package io.github.oryxcuration.mixture.validate;

import org.jspecify.annotations.NullMarked;
