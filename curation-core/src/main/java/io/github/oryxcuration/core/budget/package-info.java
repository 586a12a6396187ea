/** What the trainer will do to a sample, computed before it is written. */
@NullMarked
package io.github.oryxcuration.core.budget;

import org.jspecify.annotations.NullMarked;
