/** What to build: the recipe, read from YAML and checked before anything runs. */
@NullMarked
package io.github.oryxcuration.core.recipe;

import org.jspecify.annotations.NullMarked;
