/** How right marks and tracks are, against known instances. */
@NullMarked
package io.github.oryxcuration.correspondence.evaluate;

import org.jspecify.annotations.NullMarked;
