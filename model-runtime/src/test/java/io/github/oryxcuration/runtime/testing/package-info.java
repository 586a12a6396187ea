/** What tests of several packages share. */
@NullMarked
package io.github.oryxcuration.runtime.testing;

import org.jspecify.annotations.NullMarked;
