/** Finished sets in the forms that trainers read. */
@NullMarked
package io.github.oryxcuration.mixture.export;

import org.jspecify.annotations.NullMarked;
