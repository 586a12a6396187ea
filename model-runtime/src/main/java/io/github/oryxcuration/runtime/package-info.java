/** The Oryx networks on DJL's PyTorch engine; imports no Beam. */
@NullMarked
package io.github.oryxcuration.runtime;

import org.jspecify.annotations.NullMarked;
