package io.github.oryxcuration.runtime.config;

import static io.github.oryxcuration.runtime.config.OryxConfig.VISION_PREFIX;

import java.util.regex.Pattern;

/** The tensors that published files hold and no computation uses; all others must be known. */
final class IgnoredTensors {
  /** SigLIP's final norm and pooling, which Oryx neither builds nor applies (oryx_vit.py:406). */
  private static final Pattern POOLING =
      Pattern.compile(Pattern.quote(VISION_PREFIX) + "(norm|attn_pool)\\..+");

  /** A table that older writers stored; it is computed from rope_theta. */
  private static final Pattern ROTARY =
      Pattern.compile("model\\.(layers\\.[0-9]+\\.self_attn\\.)?rotary_emb\\.inv_freq");

  private IgnoredTensors() {}

  /**
   * Whether a tensor may be there and is left alone.
   *
   * @param tied whether the head is the embedding, so that a copy of it in the file is not used
   */
  static boolean contains(String name, boolean tied) {
    return POOLING.matcher(name).matches()
        || ROTARY.matcher(name).matches()
        || (tied && name.equals(TensorSizes.HEAD));
  }
}
