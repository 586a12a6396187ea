/** Questions about pictures that have nothing to do with a film, and where their pictures lie. */
@NullMarked
package io.github.oryxcuration.needle.question;

import org.jspecify.annotations.NullMarked;
