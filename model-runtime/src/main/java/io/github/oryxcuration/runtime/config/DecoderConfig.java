package io.github.oryxcuration.runtime.config;

/**
 * Dimensions of the language model.
 *
 * @param hidden width of the residual stream
 * @param intermediate width inside the MLP
 * @param heads of the queries; a multiple of kvHeads
 * @param kvHeads of keys and values
 * @param headDim width of a head; even, since rotary positions turn its two halves
 * @param vocab rows of the embedding, which may be more than the tokenizer has
 * @param qkvBias whether queries, keys and values have a bias
 * @param tied whether the head is the embedding
 * @param maxPositions positions that the model was trained for
 */
public record DecoderConfig(
    Architecture architecture,
    int hidden,
    int intermediate,
    int layers,
    int heads,
    int kvHeads,
    int headDim,
    int vocab,
    double ropeTheta,
    double rmsEps,
    boolean qkvBias,
    boolean tied,
    int maxPositions) {
  public DecoderConfig {
    Require.positive("hidden", hidden);
    Require.positive("intermediate", intermediate);
    Require.positive("layers", layers);
    Require.multiple("heads", heads, "kvHeads", kvHeads);
    Require.multiple("headDim", headDim, "two", 2);
    Require.positive("vocab", vocab);
    Require.positive("ropeTheta", ropeTheta);
    Require.positive("rmsEps", rmsEps);
    Require.positive("maxPositions", maxPositions);
  }
}
