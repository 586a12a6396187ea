/** Commands of the Oryx runtime. */
@NullMarked
package io.github.oryxcuration.cli.model;

import org.jspecify.annotations.NullMarked;
