/** The words of a sample: the prompt dialect of Oryx. */
@NullMarked
package io.github.oryxcuration.core.text;

import org.jspecify.annotations.NullMarked;
