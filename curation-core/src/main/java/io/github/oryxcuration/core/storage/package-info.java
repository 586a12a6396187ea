/**
 * The one seam through which bytes enter and leave: Beam's {@code FileSystems}. No stage takes a
 * {@code java.io.File}; object storage is a matter of configuration.
 */
@NullMarked
package io.github.oryxcuration.core.storage;

import org.jspecify.annotations.NullMarked;
