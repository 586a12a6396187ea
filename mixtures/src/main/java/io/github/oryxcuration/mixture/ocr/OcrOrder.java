package io.github.oryxcuration.mixture.ocr;

import java.util.List;

/**
 * One page to draw. It names everything that decides a pixel, but for the version of Java.
 *
 * @param width of the picture in pixels
 * @param fontPixels of the letters at most; smaller where the text would not fit
 * @param blocks the text as {@link Layout} groups it
 * @param ink colour of letters, {@code 0xRRGGBB}
 * @param paper colour of the page
 * @param desk colour beside the page
 * @param corners how far each corner of the page is moved inward, in thousandths of width and
 *     height: x and y of top left, top right, bottom right, bottom left
 * @param blur passes of a 3x3 binomial filter
 * @param noise standard deviation, in 8-bit steps
 * @param shade how much darker one end of the page is, in percent
 * @param seed of places and noise
 */
record OcrOrder(
    Layout layout,
    int width,
    int height,
    FontRef font,
    int fontPixels,
    List<List<String>> blocks,
    int ink,
    int paper,
    int desk,
    List<Integer> corners,
    int blur,
    int noise,
    int shade,
    long seed) {
  static final int LEAST_SIDE = 32;
  static final int MOST_SIDE = 4096;
  static final int CORNER_NUMBERS = 8;

  /** More could turn the page over. */
  static final int MOST_CORNER = 200;

  OcrOrder {
    check(width >= LEAST_SIDE && width <= MOST_SIDE, "width", width);
    check(height >= LEAST_SIDE && height <= MOST_SIDE, "height", height);
    check(fontPixels >= 1 && fontPixels <= MOST_SIDE, "fontPixels", fontPixels);
    blocks = blocks.stream().map(List::copyOf).toList();
    corners = List.copyOf(corners);
    check(corners.size() == CORNER_NUMBERS, "number of corners", corners.size());
    for (int corner : corners) {
      check(corner >= 0 && corner <= MOST_CORNER, "corner", corner);
    }
    check(blur >= 0 && blur <= 16, "blur", blur);
    check(noise >= 0 && noise <= 255, "noise", noise);
    check(shade >= 0 && shade <= 100, "shade", shade);
    if (blocks.isEmpty()
        || blocks.stream().anyMatch(b -> b.isEmpty() || b.stream().anyMatch(String::isBlank))) {
      throw new IllegalArgumentException("blocks must hold text, but were " + blocks);
    }
  }

  private static void check(boolean holds, String name, int value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " of a page is out of range: " + value);
    }
  }

  boolean isFlat() {
    return corners.stream().allMatch(corner -> corner == 0);
  }

  /** What stands on the page. */
  String text() {
    return layout.text(blocks);
  }
}
