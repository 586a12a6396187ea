package io.github.oryxcuration.needle.caption;

import io.github.oryxcuration.core.picture.RgbImage;
import java.util.List;

/**
 * What the pixels of a frame say in words: how light it is, which colours dominate, and how its
 * parts differ. Every word stands for a measured range; nothing is guessed.
 *
 * @param light e.g. {@code dark}
 * @param percent mean brightness, 0 to 100
 * @param colours dominant ones, the most frequent first, at most three
 * @param left colour of the left third
 * @param middle colour of the middle third
 * @param right colour of the right third
 * @param brightest where it is brightest, e.g. {@code top left}
 * @param darkest where it is darkest
 * @param contrast e.g. {@code high}
 */
record PictureLook(
    String light,
    int percent,
    List<String> colours,
    String left,
    String middle,
    String right,
    String brightest,
    String darkest,
    String contrast) {
  private static final int CHANNELS = 3;
  private static final List<String> ROWS = List.of("top", "centre", "bottom");
  private static final List<String> COLUMNS = List.of("left", "middle", "right");
  private static final double DOMINANT = 0.12;

  PictureLook {
    colours = List.copyOf(colours);
  }

  static PictureLook of(RgbImage image) {
    ColourCounts names = new ColourCounts();
    List<ColourCounts> thirds = List.of(new ColourCounts(), new ColourCounts(), new ColourCounts());
    double[] cells = new double[9];
    int[] counts = new int[9];
    double sum = 0;
    double squares = 0;
    byte[] rgb = image.rgb();
    int at = 0;
    for (int y = 0; y < image.height(); y++) {
      int row = y * 3 / image.height();
      for (int x = 0; x < image.width(); x++, at += CHANNELS) {
        int red = rgb[at] & 0xff;
        int green = rgb[at + 1] & 0xff;
        int blue = rgb[at + 2] & 0xff;
        Colour colour = Colour.of(red, green, blue);
        int column = x * 3 / image.width();
        double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        names.add(colour);
        thirds.get(column).add(colour);
        cells[row * 3 + column] += luma;
        counts[row * 3 + column]++;
        sum += luma;
        squares += luma * luma;
      }
    }
    double count = (double) image.width() * image.height();
    double mean = sum / count;
    double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
    int brightest = 0;
    int darkest = 0;
    for (int i = 0; i < cells.length; i++) {
      cells[i] /= Math.max(1, counts[i]);
      brightest = cells[i] > cells[brightest] ? i : brightest;
      darkest = cells[i] < cells[darkest] ? i : darkest;
    }
    return new PictureLook(
        light(mean),
        (int) Math.round(mean / 2.55),
        names.atLeast(DOMINANT * count),
        thirds.get(0).most().word(),
        thirds.get(1).most().word(),
        thirds.get(2).most().word(),
        place(brightest),
        place(darkest),
        deviation > 70 ? "high" : deviation > 35 ? "moderate" : "low");
  }

  private static String light(double mean) {
    if (mean < 40) {
      return "very dark";
    }
    if (mean < 80) {
      return "dark";
    }
    return mean < 150 ? "evenly lit" : mean < 200 ? "bright" : "very bright";
  }

  private static String place(int cell) {
    String row = ROWS.get(cell / 3);
    String column = COLUMNS.get(cell % 3);
    return row.equals("centre") && column.equals("middle") ? "centre" : row + " " + column;
  }
}
