package io.github.oryxcuration.mixture.mix;

/**
 * What the mix takes of a source.
 *
 * @param asked samples or tokens that the recipe asks for, before the source's supply bounds it
 * @param granted samples or tokens after that
 * @param copies whole repetitions of the source
 * @param rest samples or tokens on top of them, drawn by rank; less than one repetition
 */
public record Quota(String source, long asked, long granted, long copies, long rest) {}
