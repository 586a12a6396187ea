/** The recipes of the paper, shipped as YAML to copy and change. */
@NullMarked
package io.github.oryxcuration.mixture.recipes;

import org.jspecify.annotations.NullMarked;
