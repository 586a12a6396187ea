/** A finished set as people read it: a page to look at, and the card it is published with. */
@NullMarked
package io.github.oryxcuration.mixture.report;

import org.jspecify.annotations.NullMarked;
