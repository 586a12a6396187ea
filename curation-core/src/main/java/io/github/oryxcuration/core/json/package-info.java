/** The one JSON mapper: plain records, stable key order, unknown keys refused. */
@NullMarked
package io.github.oryxcuration.core.json;

import org.jspecify.annotations.NullMarked;
