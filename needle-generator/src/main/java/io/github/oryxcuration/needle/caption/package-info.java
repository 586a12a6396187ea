/** What is said of needles: facts from annotation and pixels, prompts, questions, leak checks. */
@NullMarked
package io.github.oryxcuration.needle.caption;

import org.jspecify.annotations.NullMarked;
