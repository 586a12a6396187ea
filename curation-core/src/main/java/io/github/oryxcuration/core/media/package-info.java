/**
 * What a medium is, measured before anything is planned, and its pictures when they are written.
 */
@NullMarked
package io.github.oryxcuration.core.media;

import org.jspecify.annotations.NullMarked;
