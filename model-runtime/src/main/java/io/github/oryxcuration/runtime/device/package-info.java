/** What there is to compute on, and what a model is computed in; says why a GPU is not used. */
@NullMarked
package io.github.oryxcuration.runtime.device;

import org.jspecify.annotations.NullMarked;
