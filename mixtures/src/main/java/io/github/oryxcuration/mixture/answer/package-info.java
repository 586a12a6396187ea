/** Answers as they are compared: normalised words, lettered options, questions of a sample. */
@NullMarked
package io.github.oryxcuration.mixture.answer;

import org.jspecify.annotations.NullMarked;
