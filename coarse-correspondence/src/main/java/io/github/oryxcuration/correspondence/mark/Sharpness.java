package io.github.oryxcuration.correspondence.mark;

import io.github.oryxcuration.core.picture.RgbImage;

/** How sharp a picture is: the variance of its Laplacian, on brightness at half size. */
final class Sharpness {
  private Sharpness() {}

  static double of(RgbImage image) {
    int width = image.width() / 2;
    int height = image.height() / 2;
    if (width < 3 || height < 3) {
      return 0;
    }
    int[] grey = new int[width * height];
    byte[] rgb = image.rgb();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sum = 0;
        for (int k = 0; k < 4; k++) {
          int at = ((2 * y + k / 2) * image.width() + 2 * x + k % 2) * 3;
          sum += 77 * (rgb[at] & 255) + 150 * (rgb[at + 1] & 255) + 29 * (rgb[at + 2] & 255);
        }
        grey[y * width + x] = sum >> 10;
      }
    }
    long sum = 0;
    long squares = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        int l = 4 * grey[at] - grey[at - 1] - grey[at + 1] - grey[at - width] - grey[at + width];
        sum += l;
        squares += (long) l * l;
      }
    }
    double n = (double) (width - 2) * (height - 2);
    double mean = sum / n;
    return squares / n - mean * mean;
  }
}
