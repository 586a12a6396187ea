package io.github.oryxcuration.mixture.mix;

/**
 * What a source offers after its rows passed their probe.
 *
 * @param rows samples
 * @param tokens of all of them, visual and text
 */
public record Supply(String source, long rows, long tokens) {}
