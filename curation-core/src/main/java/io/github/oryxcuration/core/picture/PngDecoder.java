package io.github.oryxcuration.core.picture;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * PNG, written out here because the JDK's reader lets a grey picture's values be changed by its
 * colour space, fills up what is missing, allocates what a broken chunk asks for, and is slow.
 */
final class PngDecoder {
  /** First column, first row, steps of columns and rows of the seven passes (Adam7). */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] WHOLE = {{0, 0, 1, 1}};

  private final PngHeader header;
  private final byte[] raw;
  private final PngChunks chunks;
  private final Inflater inflater = new Inflater();

  private PngDecoder(byte[] raw) {
    this.raw = raw;
    header = new PngHeader(raw);
    chunks = new PngChunks(raw, header.bytes());
  }

  static RgbImage decode(byte[] raw) {
    PngDecoder decoder = new PngDecoder(raw);
    try {
      return decoder.decode();
    } catch (DataFormatException e) {
      throw decoder.header.bytes().unreadable("its compressed data are broken: " + e.getMessage());
    } finally {
      decoder.inflater.end();
    }
  }

  private RgbImage decode() throws DataFormatException {
    byte[] palette = readToData();
    byte[] rgb = new byte[RgbImage.length(header.width, header.height)];
    PngPixels pixels = new PngPixels(header, palette);
    for (int[] pass : header.interlaced ? PASSES : WHOLE) {
      int columns = (header.width - pass[0] + pass[2] - 1) / pass[2];
      int rows = (header.height - pass[1] + pass[3] - 1) / pass[3];
      if (columns > 0 && rows > 0) {
        decodePass(pass, columns, rows, pixels, rgb);
      }
    }
    readToEnd();
    return new RgbImage(header.width, header.height, rgb);
  }

  /** Up to the first chunk of pixels; the bytes of the palette on the way. */
  private byte[] readToData() {
    byte[] palette = new byte[0];
    chunks.advance();
    while (!chunks.is("IDAT")) {
      if (chunks.is("PLTE")) {
        palette = Arrays.copyOfRange(raw, chunks.dataAt(), chunks.dataAt() + chunks.length());
      } else if (chunks.is("IEND")) {
        throw header.bytes().unreadable("it holds no pixels");
      }
      chunks.advance();
    }
    if (header.colorType == 3 && palette.length == 0) {
      throw header.bytes().unreadable("its palette is missing");
    }
    inflater.setInput(raw, chunks.dataAt(), chunks.length());
    return palette;
  }

  private void decodePass(int[] pass, int columns, int rows, PngPixels pixels, byte[] rgb)
      throws DataFormatException {
    long bits = (long) columns * header.channels() * header.depth;
    int rowBytes = (int) ((bits + 7) / 8);
    int pixelBytes = Math.max(1, header.channels() * header.depth / 8);
    byte[] row = new byte[rowBytes + 1];
    byte[] above = new byte[rowBytes + 1];
    for (int y = 0; y < rows; y++) {
      inflate(row);
      if (row[0] < 0 || row[0] >= PngFilters.COUNT) {
        throw header.bytes().unreadable("a row has the filter " + (row[0] & 0xff));
      }
      PngFilters.undo(row, above, rowBytes, pixelBytes);
      int at = ((pass[1] + y * pass[3]) * header.width + pass[0]) * 3;
      pixels.write(row, columns, rgb, at, pass[2] * 3);
      byte[] spare = above;
      above = row;
      row = spare;
    }
  }

  private void inflate(byte[] row) throws DataFormatException {
    int at = 0;
    while (at < row.length) {
      int count = inflater.inflate(row, at, row.length - at);
      at += count;
      if (count == 0) {
        refill();
      }
    }
  }

  private void refill() {
    if (inflater.finished() || inflater.needsDictionary()) {
      throw header.bytes().unreadable("its compressed data end before its last row");
    }
    chunks.advance();
    if (chunks.is("IEND")) {
      throw header.bytes().unreadable("its pixels end before its last row");
    }
    if (chunks.is("IDAT")) {
      inflater.setInput(raw, chunks.dataAt(), chunks.length());
    }
  }

  /** The file must be whole to its last chunk, and the data's own checksum right. */
  private void readToEnd() throws DataFormatException {
    byte[] rest = new byte[1];
    boolean tooMuch = inflater.inflate(rest) > 0;
    chunks.advance();
    while (!chunks.is("IEND")) {
      if (chunks.is("IDAT") && !tooMuch && !inflater.finished()) {
        inflater.setInput(raw, chunks.dataAt(), chunks.length());
        tooMuch = inflater.inflate(rest) > 0;
      }
      chunks.advance();
    }
  }
}
