/**
 * The readers: one {@code SourceFormat} per published layout, each a class of its own. A reader
 * turns rows into drafts; {@link io.github.oryxcuration.mixture.source.RowMaker} gives every draft
 * its id, its dialect and its reason where it is lost.
 */
@NullMarked
package io.github.oryxcuration.mixture.source;

import org.jspecify.annotations.NullMarked;
