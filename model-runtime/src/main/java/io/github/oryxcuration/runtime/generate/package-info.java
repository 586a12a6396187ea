/**
 * Answers over prompts: prefill once per prompt, rows decoded in lock-step, tokens chosen, text
 * streamed; and scores of given continuations.
 */
@NullMarked
package io.github.oryxcuration.runtime.generate;

import org.jspecify.annotations.NullMarked;
