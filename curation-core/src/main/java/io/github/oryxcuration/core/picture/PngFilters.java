package io.github.oryxcuration.core.picture;

/** The five row filters of PNG (W3C PNG, section 9), undone in place. */
final class PngFilters {
  static final int COUNT = 5;

  private PngFilters() {}

  /**
   * Undoes the filter of one row.
   *
   * @param row its filtered bytes from index 1 on; index 0 is the filter, 0 to 4
   * @param above the row above, undone, in the same layout; zeros above the first row
   * @param rowBytes how many bytes follow the filter
   * @param pixelBytes bytes of one pixel, at least 1
   */
  static void undo(byte[] row, byte[] above, int rowBytes, int pixelBytes) {
    switch (row[0]) {
      case 1 -> sub(row, rowBytes, pixelBytes);
      case 2 -> up(row, above, rowBytes);
      case 3 -> average(row, above, rowBytes, pixelBytes);
      case 4 -> paeth(row, above, rowBytes, pixelBytes);
      default -> {}
    }
  }

  private static void sub(byte[] row, int rowBytes, int pixelBytes) {
    for (int i = 1 + pixelBytes; i <= rowBytes; i++) {
      row[i] += row[i - pixelBytes];
    }
  }

  private static void up(byte[] row, byte[] above, int rowBytes) {
    for (int i = 1; i <= rowBytes; i++) {
      row[i] += above[i];
    }
  }

  private static void average(byte[] row, byte[] above, int rowBytes, int pixelBytes) {
    for (int i = 1; i <= rowBytes; i++) {
      int left = i <= pixelBytes ? 0 : row[i - pixelBytes] & 0xff;
      row[i] += (byte) ((left + (above[i] & 0xff)) / 2);
    }
  }

  private static void paeth(byte[] row, byte[] above, int rowBytes, int pixelBytes) {
    int head = Math.min(pixelBytes, rowBytes);
    for (int i = 1; i <= head; i++) {
      row[i] += above[i];
    }
    for (int i = 1 + head; i <= rowBytes; i++) {
      int left = row[i - pixelBytes] & 0xff;
      int corner = above[i - pixelBytes] & 0xff;
      row[i] += (byte) paeth(left, above[i] & 0xff, corner);
    }
  }

  /** The neighbour nearest to {@code left + top - corner}; ties in this order. */
  static int paeth(int left, int top, int corner) {
    int byLeft = Math.abs(top - corner);
    int byTop = Math.abs(left - corner);
    int byCorner = Math.abs(left + top - 2 * corner);
    if (byLeft <= byTop && byLeft <= byCorner) {
      return left;
    }
    return byTop <= byCorner ? top : corner;
  }
}
