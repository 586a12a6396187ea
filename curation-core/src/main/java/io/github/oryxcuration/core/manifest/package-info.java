/** What a finished build says of itself. */
@NullMarked
package io.github.oryxcuration.core.manifest;

import org.jspecify.annotations.NullMarked;
