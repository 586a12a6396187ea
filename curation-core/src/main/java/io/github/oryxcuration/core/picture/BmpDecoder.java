package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.ImageReader;

/** BMP by the JDK's reader, behind checks of what it would otherwise allocate or read past. */
final class BmpDecoder {
  private BmpDecoder() {}

  static RgbImage decode(byte[] raw) {
    BmpHeader header = new BmpHeader(raw);
    header.checkComplete();
    ImageReader reader = JdkReader.open("bmp");
    try {
      reader.setInput(new ByteArrayImageInput(raw), true, true);
      return rgb(reader.read(0));
    } catch (EOFException e) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED, "BMP breaks off after " + raw.length + " bytes", e);
    } catch (IOException | RuntimeException e) {
      // The JDK's reader lets indices and sizes of broken files escape as they come.
      throw new CurationException(
          Reason.MEDIA_UNREADABLE, "BMP cannot be read: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static RgbImage rgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[RgbImage.length(width, height)];
    int[] row = new int[width];
    for (int y = 0, at = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++, at += 3) {
        rgb[at] = (byte) (row[x] >> 16);
        rgb[at + 1] = (byte) (row[x] >> 8);
        rgb[at + 2] = (byte) row[x];
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
