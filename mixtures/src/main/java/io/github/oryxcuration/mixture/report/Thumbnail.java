package io.github.oryxcuration.mixture.report;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A small JPEG of a picture. */
record Thumbnail(int width, int height, String base64) {
  private static final long MOST_PIXELS = 100_000_000;

  /** Gives a picture no side longer than {@code side}; it is never enlarged. */
  static Thumbnail of(byte[] picture, int side, double quality) throws IOException {
    RgbImage image = Pictures.decode(picture, MOST_PIXELS);
    double scale = Math.min(1, (double) side / Math.max(image.width(), image.height()));
    int width = Math.max(1, (int) Math.rint(image.width() * scale));
    int height = Math.max(1, (int) Math.rint(image.height() * scale));
    RgbImage small = PillowBicubic.resize(image, width, height);
    return new Thumbnail(width, height, Base64.getEncoder().encodeToString(jpeg(small, quality)));
  }

  /** The same picture in fewer bytes. */
  Thumbnail smaller(int side, double quality) {
    try {
      Thumbnail again = of(Base64.getDecoder().decode(base64), side, quality);
      return again.base64.length() < base64.length() ? again : this;
    } catch (CurationException | IOException e) {
      throw new IllegalStateException("a thumbnail of our own cannot be read", e);
    }
  }

  private static byte[] jpeg(RgbImage image, double quality) throws IOException {
    BufferedImage pixels =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        pixels.setRGB(x, y, image.pixel(x, y));
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality((float) quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(pixels, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
