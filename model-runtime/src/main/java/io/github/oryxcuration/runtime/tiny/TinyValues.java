package io.github.oryxcuration.runtime.tiny;

import java.util.List;

/**
 * Random values under which a network computes something sane at any size: linear layers keep the
 * spread of what they get, those that end a residual branch add little, and logits have a spread of
 * a few units, so that the likeliest token stands out.
 *
 * <p>Values are uniform, which costs a tenth of normal ones, and depend on the seed, the tensor's
 * name and the place in it alone.
 */
final class TinyValues implements NewTensor.Values {
  private static final double LOGITS = 3;
  private static final double BIAS = 0.1;
  private static final double NORM = 0.1;
  private static final double POSITION = 0.3;

  private final TinySpec spec;

  TinyValues(TinySpec spec) {
    this.spec = spec;
  }

  @Override
  public void fill(NewTensor tensor, long from, float[] into) {
    double middle = isNorm(tensor.name()) && tensor.name().endsWith("weight") ? 1 : 0;
    // A uniform distribution of width 1 has the deviation 1 / sqrt(12).
    double width = deviation(tensor) * Math.sqrt(12);
    long stream = mixed(spec.seed() ^ mixed(tensor.name().hashCode()));
    for (int i = 0; i < into.length; i++) {
      double unit = (mixed(stream + from + i) >>> 11) * 0x1p-53;
      into[i] = (float) (middle + (unit - 0.5) * width);
    }
  }

  private double deviation(NewTensor tensor) {
    String name = tensor.name();
    List<Long> shape = tensor.shape();
    if (isNorm(name)) {
      return NORM;
    }
    if (name.endsWith("pos_embed")) {
      return POSITION;
    }
    if (name.endsWith("embed_tokens.weight") || name.equals("lm_head.weight")) {
      return LOGITS / Math.sqrt(spec.decoder().hidden());
    }
    if (name.contains(".image_")) {
      return LOGITS / Math.sqrt(spec.decoder().hidden());
    }
    if (shape.size() < 2) {
      return BIAS;
    }
    long inputs = tensor.elements() / shape.get(0);
    double kept = 1 / Math.sqrt((double) inputs);
    if (name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight")) {
      return kept / Math.sqrt(2.0 * spec.decoder().layers());
    }
    if (name.endsWith("attn.proj.weight") || name.endsWith("fc2.weight")) {
      return kept / Math.sqrt(2.0 * spec.vision().depth());
    }
    return kept;
  }

  private static boolean isNorm(String name) {
    return name.contains("norm");
  }

  /** SplitMix64's finisher (Steele, Lea, Flood 2014). */
  private static long mixed(long value) {
    long x = value * 0x9e3779b97f4a7c15L;
    x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }
}
