/** Tests of video, and clips whose frames carry their number. */
@NullMarked
package io.github.oryxcuration.core.video;

import org.jspecify.annotations.NullMarked;
