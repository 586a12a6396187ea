/**
 * Qwen2 and Llama decoders: embeddings in, logits out, with the keys and values of prompts kept
 * between calls. One script for both, on every device.
 */
@NullMarked
package io.github.oryxcuration.runtime.decoder;

import org.jspecify.annotations.NullMarked;
