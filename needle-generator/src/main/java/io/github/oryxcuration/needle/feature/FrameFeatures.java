package io.github.oryxcuration.needle.feature;

import java.util.Arrays;

/**
 * What was measured of one frame. Brightness and colour are 0 to 255; the frame is looked at
 * without the black bars that fill it up, see {@link FrameMeter}.
 *
 * @param hash perceptual hash, 64 bits; alike frames differ in few
 * @param brightness mean luma
 * @param contrast luma of the 98th percentile minus that of the 2nd
 * @param sharpness mean square of the Laplacian of luma, divided by the luma's variance + 1
 * @param dark share of pixels darker than 24
 * @param bright share of pixels brighter than 231
 * @param text how much the frame looks like lettering on an even ground, 0 to 1
 * @param grid luma, blue and red difference of 6 x 4 cells, row by row: 72 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode look at its elements
public record FrameFeatures(
    long hash,
    float brightness,
    float contrast,
    float sharpness,
    float dark,
    float bright,
    float text,
    byte[] grid) {
  public static final int COLUMNS = 6;
  public static final int ROWS = 4;
  public static final int CELLS = COLUMNS * ROWS;
  public static final int GRID = 3 * CELLS;

  /** Bytes that one takes in a file. */
  static final int BYTES = Long.BYTES + 6 * Float.BYTES + GRID;

  public FrameFeatures {
    if (grid.length != GRID) {
      throw new IllegalArgumentException("grid must hold 72 bytes, but held " + grid.length);
    }
  }

  /** In how many bits of 64 the hashes differ. */
  public int hashDistance(FrameFeatures other) {
    return Long.bitCount(hash ^ other.hash);
  }

  /** Mean difference of luma over the cells, 0 to 255. */
  public double structureDistance(FrameFeatures other) {
    return difference(other, 0, CELLS);
  }

  /** Mean difference of the two colour components over the cells, 0 to 255. */
  public double colourDistance(FrameFeatures other) {
    return difference(other, CELLS, GRID);
  }

  private double difference(FrameFeatures other, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs((grid[i] & 0xff) - (other.grid[i] & 0xff));
    }
    return sum / (double) (to - from);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameFeatures that
        && hash == that.hash
        && brightness == that.brightness
        && contrast == that.contrast
        && sharpness == that.sharpness
        && dark == that.dark
        && bright == that.bright
        && text == that.text
        && Arrays.equals(grid, that.grid);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash) * 31 + Arrays.hashCode(grid);
  }
}
