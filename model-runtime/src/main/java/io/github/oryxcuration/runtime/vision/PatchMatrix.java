package io.github.oryxcuration.runtime.vision;

import io.github.oryxcuration.core.picture.RgbImage;
import java.util.Arrays;

/**
 * A picture as the vision tower takes it: patches from left to right and from top to bottom, each a
 * row of 3 · patch · patch values in the order of a convolution's weights (channel, row, column),
 * so that the embedding of patches is a matrix product.
 *
 * <p>A value is (byte / 255 − 0.5) / 0.5 in 32 bits, which is byte / 127.5 − 1 for every byte
 * (CLIPImageProcessor with the mean and deviation that {@code oryx_vit.py} sets). Where a side is
 * no multiple of the patch, zeros are put right and below, as {@code forward_features_list} does:
 * in these values, a middle grey.
 */
public final class PatchMatrix {
  private static final float[] NORMALISED = new float[256];

  static {
    for (int b = 0; b < 256; b++) {
      NORMALISED[b] = b / 127.5f - 1f;
    }
  }

  private final Grid grid;
  private final float[] values;

  private PatchMatrix(Grid grid, float[] values) {
    this.grid = grid;
    this.values = values;
  }

  /** The patches of a picture. */
  public static PatchMatrix of(RgbImage image, int patch) {
    Grid grid = new Grid(up(image.height(), patch), up(image.width(), patch));
    PatchMatrix matrix = empty(grid, patch);
    byte[] pixels = image.rgb();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int at = 3 * (y * image.width() + x);
        for (int channel = 0; channel < 3; channel++) {
          matrix.values[matrix.index(channel, y, x, patch)] =
              NORMALISED[pixels[at + channel] & 255];
        }
      }
    }
    return matrix;
  }

  /**
   * The patches of values that are normalised already.
   *
   * @param planes [3, height, width]
   */
  static PatchMatrix ofPlanes(float[] planes, int height, int width, int patch) {
    PatchMatrix matrix = empty(new Grid(up(height, patch), up(width, patch)), patch);
    for (int i = 0; i < planes.length; i++) {
      int channel = i / (height * width);
      matrix.values[matrix.index(channel, i / width % height, i % width, patch)] = planes[i];
    }
    return matrix;
  }

  private static PatchMatrix empty(Grid grid, int patch) {
    int columns = Math.multiplyExact(3, Math.multiplyExact(patch, patch));
    return new PatchMatrix(grid, new float[Math.multiplyExact(grid.cells(), columns)]);
  }

  private static int up(int side, int patch) {
    return (side + patch - 1) / patch;
  }

  private int index(int channel, int y, int x, int patch) {
    int row = y / patch * grid.columns() + x / patch;
    return ((row * 3 + channel) * patch + y % patch) * patch + x % patch;
  }

  /** How many patches there are. */
  public Grid grid() {
    return grid;
  }

  int size() {
    return values.length;
  }

  void copyTo(float[] target, int at) {
    System.arraycopy(values, 0, target, at, values.length);
  }

  /** A copy of the values [patches, 3 · patch · patch]. */
  public float[] values() {
    return Arrays.copyOf(values, values.length);
  }
}
