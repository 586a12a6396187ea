package io.github.oryxcuration.runtime.config;

/**
 * Dimensions of the vision tower.
 *
 * @param width of the residual stream; a multiple of heads
 * @param depth blocks
 * @param mlp width inside the MLP
 * @param patch side of a patch, in pixels
 * @param grid side of the stored position table, in patches
 * @param eps of the layer norms
 */
public record VisionConfig(
    int width, int depth, int heads, int mlp, int patch, int grid, double eps) {
  /** What no published file states; the reference has them in its code (oryx_vit.py). */
  public static final int DEFAULT_HEADS = 16;

  public static final int DEFAULT_PATCH = 16;
  public static final double DEFAULT_EPS = 1e-6;

  public VisionConfig {
    Require.multiple("width", width, "heads", heads);
    Require.positive("depth", depth);
    Require.positive("mlp", mlp);
    Require.positive("patch", patch);
    Require.positive("grid", grid);
    Require.positive("eps", eps);
  }

  /** Width of an attention head. */
  public int headDim() {
    return width / heads;
  }
}
