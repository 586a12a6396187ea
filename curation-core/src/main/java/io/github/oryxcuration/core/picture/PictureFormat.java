package io.github.oryxcuration.core.picture;

import java.util.Locale;

/** File formats of pictures that are known by their first bytes. */
public enum PictureFormat {
  JPEG,
  PNG,
  GIF,
  BMP,
  WEBP,
  TIFF;

  /** The usual ending of a file name, without the dot. */
  public String extension() {
    return this == JPEG ? "jpg" : name().toLowerCase(Locale.ROOT);
  }
}
