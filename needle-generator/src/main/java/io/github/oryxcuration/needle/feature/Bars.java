package io.github.oryxcuration.needle.feature;

/**
 * The part of a frame that shows something: black bars above, below or beside it are left out, so
 * that letterboxed films do not all look alike. At most 30 % is left out on each side; a black
 * frame is whole.
 *
 * @param left first column
 * @param top first row
 * @param right one past the last column
 * @param bottom one past the last row
 */
record Bars(int left, int top, int right, int bottom) {
  private static final int BLACK = 20;
  private static final double MOST = 0.3;

  static Bars of(Luma luma) {
    int mostRows = (int) (luma.height() * MOST);
    int mostColumns = (int) (luma.width() * MOST);
    int top = 0;
    while (top < mostRows && rowIsBlack(luma, top)) {
      top++;
    }
    int bottom = luma.height();
    while (luma.height() - bottom < mostRows && rowIsBlack(luma, bottom - 1)) {
      bottom--;
    }
    int left = 0;
    while (left < mostColumns && columnIsBlack(luma, left)) {
      left++;
    }
    int right = luma.width();
    while (luma.width() - right < mostColumns && columnIsBlack(luma, right - 1)) {
      right--;
    }
    boolean black = top == mostRows && luma.height() - bottom == mostRows;
    boolean narrow = left == mostColumns && luma.width() - right == mostColumns;
    return new Bars(
        narrow ? 0 : left,
        black ? 0 : top,
        narrow ? luma.width() : right,
        black ? luma.height() : bottom);
  }

  private static boolean rowIsBlack(Luma luma, int y) {
    for (int x = 0; x < luma.width(); x++) {
      if (luma.at(x, y) > BLACK) {
        return false;
      }
    }
    return true;
  }

  private static boolean columnIsBlack(Luma luma, int x) {
    for (int y = 0; y < luma.height(); y++) {
      if (luma.at(x, y) > BLACK) {
        return false;
      }
    }
    return true;
  }

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }
}
