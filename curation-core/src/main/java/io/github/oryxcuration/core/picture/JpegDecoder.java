package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageReader;

/**
 * JPEG by the JDK's libjpeg as far as the raw components, which it gets right; colours by libjpeg's
 * rules and tables here, because the JDK applies colour profiles, guesses colours by sampling
 * factors and refuses CMYK. The JDK only warns of data that end too soon; here that is a fault.
 */
final class JpegDecoder {
  /** Progressive pictures have about ten scans; each costs a pass over all pixels. */
  private static final int MAX_SCANS = 256;

  private static final String ENDS_TOO_SOON = "premature end";

  private JpegDecoder() {}

  static RgbImage decode(byte[] bytes) {
    JpegHeader header = JpegHeader.read(bytes);
    header.checkComplete(MAX_SCANS);
    byte[] components = components(bytes, header);
    byte[] rgb =
        switch (header.components()) {
          case 1 -> JpegColors.fromGrey(components);
          case 3 -> JpegColors.fromThree(components, header.transform());
          default -> JpegColors.fromFour(components, header.transform());
        };
    return new RgbImage(header.width(), header.height(), rgb);
  }

  private static byte[] components(byte[] bytes, JpegHeader header) {
    AtomicReference<String> cut = new AtomicReference<>();
    ImageReader reader = JdkReader.open("jpeg");
    try {
      reader.setInput(new ByteArrayImageInput(bytes, PictureFormat.JPEG), true, true);
      reader.addIIOReadWarningListener(
          (source, warning) -> {
            if (warning.contains(ENDS_TOO_SOON)) {
              cut.set(warning);
            }
          });
      byte[] components = bytesOf(reader.readRaster(0, null), header);
      if (cut.get() != null) {
        throw new CurationException(
            Reason.MEDIA_TRUNCATED, "JPEG lacks a part of its data: " + cut.get());
      }
      return components;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE, "JPEG cannot be read: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static byte[] bytesOf(Raster raster, JpegHeader header) {
    long expected = (long) header.width() * header.height() * header.components();
    if (raster.getDataBuffer() instanceof DataBufferByte buffer
        && raster.getNumBands() == header.components()
        && buffer.getNumBanks() == 1
        && buffer.getData().length == expected) {
      return buffer.getData();
    }
    throw header.unreadable(
        "its data give "
            + raster.getWidth()
            + "x"
            + raster.getHeight()
            + " pixels of "
            + raster.getNumBands()
            + " components, its header says "
            + header.width()
            + "x"
            + header.height()
            + " of "
            + header.components());
  }
}
