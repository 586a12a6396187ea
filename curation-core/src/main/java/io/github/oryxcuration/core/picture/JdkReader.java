package io.github.oryxcuration.core.picture;

import java.io.IOException;
import java.util.Iterator;
import java.util.function.Predicate;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The image readers that the JDK itself brings, whatever plugins lie on the class path. */
final class JdkReader {
  private JdkReader() {}

  /** A new reader of a format, named as in {@code jpeg}; readers are for one thread only. */
  static ImageReader open(String format) {
    String name = "com.sun.imageio.plugins." + format + ".";
    Predicate<Object> own = spi -> spi.getClass().getName().startsWith(name);
    Iterator<ImageReaderSpi> found =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(ImageReaderSpi.class, own::test, /* useOrdering= */ false);
    if (!found.hasNext()) {
      throw new IllegalStateException(
          "This Java has no reader for " + format + "; use a full JDK 17 with java.desktop");
    }
    try {
      return found.next().createReaderInstance();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot start the JDK's reader for " + format, e);
    }
  }
}
