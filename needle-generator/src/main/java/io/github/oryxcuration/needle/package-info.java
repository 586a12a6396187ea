/** MovieNet films to long-video needle samples. */
@NullMarked
package io.github.oryxcuration.needle;

import org.jspecify.annotations.NullMarked;
