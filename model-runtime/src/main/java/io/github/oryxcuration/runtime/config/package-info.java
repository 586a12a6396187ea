/**
 * What a model is: its dimensions and defaults, from {@code config.json}, {@code
 * generation_config.json} and the shapes of its tensors; and which tensors it must have.
 */
@NullMarked
package io.github.oryxcuration.runtime.config;

import org.jspecify.annotations.NullMarked;
