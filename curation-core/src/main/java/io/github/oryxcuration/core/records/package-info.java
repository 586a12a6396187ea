/**
 * Cuts annotation files of any size into records, in bounded memory: lines, elements of a JSON
 * array or object, lines of CSV. A broken record is one record; reading goes on after it.
 */
@NullMarked
package io.github.oryxcuration.core.records;

import org.jspecify.annotations.NullMarked;
