/** Descriptions of frames: what a captioner is, its clients, and the record of what they said. */
@NullMarked
package io.github.oryxcuration.core.caption;

import org.jspecify.annotations.NullMarked;
