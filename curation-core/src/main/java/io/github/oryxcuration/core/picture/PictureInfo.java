package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.geometry.Size;

/**
 * What the header of a picture says.
 *
 * @param size as stored, before orientation; of a GIF the whole screen, as Pillow reports it
 * @param orientation by EXIF; the trainer ignores it
 * @param bits per channel, or per palette index
 * @param animated more than one frame or page; only the first is ever decoded
 */
public record PictureInfo(
    PictureFormat format,
    Size size,
    Orientation orientation,
    int bits,
    Colors colors,
    boolean animated) {

  /** How a pixel is stored. */
  public enum Colors {
    GREY,
    GREY_ALPHA,
    PALETTE,
    RGB,
    RGBA,
    CMYK,
    YCCK
  }

  /** The size of the picture once it stands upright. */
  public Size uprightSize() {
    return orientation.apply(size);
  }
}
