package io.github.oryxcuration.core.picture;

/**
 * What the vision tower sees of a byte: the reference's normalisation with mean and deviation 0.5
 * ({@code CLIPImageProcessor}), in its own mixture of double and float steps.
 */
public final class PixelValues {
  private static final float MEAN = 0.5f;
  private static final float DEVIATION = 0.5f;

  private PixelValues() {}

  /** From 0 to 255 to -1 to 1, by the value of the byte. A new array on each call. */
  public static float[] table() {
    float[] table = new float[256];
    for (int value = 0; value < table.length; value++) {
      table[value] = ((float) (value * (1 / 255.0)) - MEAN) / DEVIATION;
    }
    return table;
  }

  /** The whole picture as the tower takes it: channels first (CHW), row by row. */
  public static float[] planes(RgbImage image) {
    float[] table = table();
    int pixels = image.width() * image.height();
    float[] planes = new float[Math.multiplyExact(pixels, 3)];
    byte[] rgb = image.rgb();
    for (int i = 0, at = 0; i < pixels; i++, at += 3) {
      planes[i] = table[rgb[at] & 0xff];
      planes[pixels + i] = table[rgb[at + 1] & 0xff];
      planes[2 * pixels + i] = table[rgb[at + 2] & 0xff];
    }
    return planes;
  }
}
