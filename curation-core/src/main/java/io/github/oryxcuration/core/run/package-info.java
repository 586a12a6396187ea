/**
 * Rows sorted and regrouped through storage: what a shuffle is here. A run file holds light rows by
 * key; any worker can read the rows of one bucket from all run files in key order.
 */
@NullMarked
package io.github.oryxcuration.core.run;

import org.jspecify.annotations.NullMarked;
