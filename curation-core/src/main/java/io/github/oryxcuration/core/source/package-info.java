/** How sources are read: one format per published layout, found by the service loader. */
@NullMarked
package io.github.oryxcuration.core.source;

import org.jspecify.annotations.NullMarked;
