/** What tests of several packages and modules share. */
@NullMarked
package io.github.oryxcuration.core.testing;

import org.jspecify.annotations.NullMarked;
