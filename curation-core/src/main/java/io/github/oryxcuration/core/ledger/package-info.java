/** The account of every row: what was lost and why, and the equation that must balance. */
@NullMarked
package io.github.oryxcuration.core.ledger;

import org.jspecify.annotations.NullMarked;
