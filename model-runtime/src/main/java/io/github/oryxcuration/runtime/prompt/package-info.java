/**
 * From a question to what the networks take: the tokenizer of a model folder, the chat template,
 * pictures and frames as the reference prepares them, and the order of text and visual tokens.
 */
@NullMarked
package io.github.oryxcuration.runtime.prompt;

import org.jspecify.annotations.NullMarked;
