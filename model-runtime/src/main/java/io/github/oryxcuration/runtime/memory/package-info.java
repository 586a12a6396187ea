/**
 * How much memory a model and a batch will take, before anything is loaded: by part and device; how
 * decoder layers spread over devices, in which pieces work is done, and a refusal with numbers
 * where it cannot fit.
 */
@NullMarked
package io.github.oryxcuration.runtime.memory;

import org.jspecify.annotations.NullMarked;
