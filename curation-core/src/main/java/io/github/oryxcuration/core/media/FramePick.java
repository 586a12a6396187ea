package io.github.oryxcuration.core.media;

/**
 * One frame that a sample keeps.
 *
 * @param index 0-based number in its video or folder
 * @param seconds its time, or {@link io.github.oryxcuration.core.sample.Frame#NO_TIME}
 */
public record FramePick(long index, double seconds) {}
