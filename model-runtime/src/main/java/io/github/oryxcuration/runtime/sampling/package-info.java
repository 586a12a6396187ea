/** How the next token is chosen from logits; plain Java, as Hugging Face computes it. */
@NullMarked
package io.github.oryxcuration.runtime.sampling;

import org.jspecify.annotations.NullMarked;
