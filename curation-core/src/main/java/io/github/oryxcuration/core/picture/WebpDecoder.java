package io.github.oryxcuration.core.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * WebP by the TwelveMonkeys reader. Lossless pictures equal Pillow's to the bit; lossy ones differ
 * by a level or so on average, since colour is enlarged more simply than in libwebp.
 */
final class WebpDecoder {
  private WebpDecoder() {}

  static RgbImage decode(byte[] raw, Size size) {
    WebpHeader.checkComplete(raw);
    ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
    try {
      reader.setInput(new ByteArrayImageInput(raw, PictureFormat.WEBP), true, true);
      if (reader.getWidth(0) > size.width() || reader.getHeight(0) > size.height()) {
        throw new IOException("its first frame is larger than its canvas of " + size);
      }
      return rgb(reader.read(0), size);
    } catch (EOFException e) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED, "WEBP breaks off after " + raw.length + " bytes", e);
    } catch (CurationException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The reader lets indices and arithmetic of broken files escape as they come.
      throw new CurationException(
          Reason.MEDIA_UNREADABLE, "WEBP cannot be read: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static RgbImage rgb(BufferedImage image, Size size) throws IOException {
    if (image.getWidth() != size.width() || image.getHeight() != size.height()) {
      throw new IOException(
          "its data give " + image.getWidth() + "x" + image.getHeight() + " pixels, not " + size);
    }
    byte[] rgb = new byte[RgbImage.length(size.width(), size.height())];
    int[] row = new int[size.width()];
    for (int y = 0, at = 0; y < size.height(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int pixel : row) {
        rgb[at++] = (byte) (pixel >> 16);
        rgb[at++] = (byte) (pixel >> 8);
        rgb[at++] = (byte) pixel;
      }
    }
    return new RgbImage(size.width(), size.height(), rgb);
  }
}
