/** What several answers to one question say together: votes, their bounds, captions compared. */
@NullMarked
package io.github.oryxcuration.mixture.consistency;

import org.jspecify.annotations.NullMarked;
