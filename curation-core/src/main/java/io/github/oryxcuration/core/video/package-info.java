/**
 * Video: what a file holds, its wanted frames as pixels or JPEGs, and clips written from pixels.
 * The only package that touches FFmpeg; start at {@link io.github.oryxcuration.core.video.Videos}.
 */
@NullMarked
package io.github.oryxcuration.core.video;

import org.jspecify.annotations.NullMarked;
