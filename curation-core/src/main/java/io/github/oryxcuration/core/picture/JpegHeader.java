package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PictureInfo.Colors;
import java.nio.ByteOrder;

/**
 * The markers of a JPEG file up to its frame header (ITU-T T.81, annex B), and what they say of its
 * colours by the rules of libjpeg.
 */
final class JpegHeader {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final int NO_ADOBE = -1;

  /** How the components become colours. */
  enum Transform {
    NONE,
    YCC
  }

  private final HeaderBytes bytes;
  private final byte[] raw;
  private boolean jfif;
  private int adobe = NO_ADOBE;
  private Orientation orientation = Orientation.UPRIGHT;
  private int frame;

  private JpegHeader(byte[] raw) {
    this.raw = raw;
    bytes = new HeaderBytes(raw, PictureFormat.JPEG, ByteOrder.BIG_ENDIAN);
  }

  static JpegHeader read(byte[] raw) {
    JpegHeader header = new JpegHeader(raw);
    header.walkToFrame();
    header.check();
    return header;
  }

  private void walkToFrame() {
    long at = 2;
    while (true) {
      if (bytes.u8(at) != 0xff) {
        at++; // libjpeg skips garbage between markers
        continue;
      }
      int marker = bytes.u8(at + 1);
      if (marker == 0xff) {
        at++;
      } else if (marker == 0 || marker == 1 || isRestartOrStart(marker)) {
        at += 2;
      } else if (isFrame(marker)) {
        bytes.checked(at, 10);
        frame = (int) at;
        return;
      } else if (marker == SOS || marker == EOI) {
        throw bytes.unreadable("no frame header comes before its data");
      } else {
        int length = segmentLength(at);
        note(marker, at + 4, length - 2);
        at += 2L + length;
      }
    }
  }

  private void note(int marker, long at, int length) {
    if (marker == APP0 && bytes.has(at, "JFIF\0")) {
      jfif = true;
    } else if (marker == APP14 && length >= 12 && bytes.has(at, "Adobe")) {
      adobe = bytes.u8(at + 11);
    } else if (marker == APP1 && bytes.has(at, "Exif\0\0")) {
      orientation = ExifOrientation.read(raw, at + 6, length - 6L);
    }
  }

  private int segmentLength(long marker) {
    int length = bytes.u16(marker + 2);
    if (length < 2) {
      throw bytes.unreadable("a segment at byte " + marker + " has a length of " + length);
    }
    return length;
  }

  private void check() {
    if (width() == 0 || height() == 0) {
      throw bytes.unreadable("its header says " + width() + "x" + height() + " pixels");
    }
    int components = components();
    if (components != 1 && components != 3 && components != 4) {
      throw bytes.unreadable("it has " + components + " components; 1, 3 and 4 are known");
    }
    bytes.checked(frame + 10L, 3 * components);
  }

  /**
   * Looks through the coded data to the end of the picture, which libjpeg makes up where it is
   * missing.
   *
   * @param maxScans more of them make decoding cost without measure
   * @throws CurationException MEDIA_TRUNCATED where no end comes
   */
  void checkComplete(int maxScans) {
    long at = frame;
    int scans = 0;
    while (true) {
      at = nextMarker(at);
      int marker = bytes.u8(at + 1);
      if (marker == EOI) {
        return;
      }
      if (marker == SOS && ++scans > maxScans) {
        throw bytes.unreadable("it has more than " + maxScans + " scans");
      }
      at += marker == 1 || isRestartOrStart(marker) ? 2 : 2L + segmentLength(at);
    }
  }

  /** The next marker; zero after 0xff means the data's own 0xff. */
  private long nextMarker(long start) {
    int at = bytes.checked(start, 2);
    while (raw[at] != (byte) 0xff || raw[at + 1] == 0 || raw[at + 1] == (byte) 0xff) {
      at++;
      if (at + 1 >= raw.length) {
        bytes.checked(at, 2);
      }
    }
    return at;
  }

  int width() {
    return bytes.u16(frame + 7L);
  }

  int height() {
    return bytes.u16(frame + 5L);
  }

  int components() {
    return bytes.u8(frame + 9L);
  }

  CurationException unreadable(String why) {
    return bytes.unreadable(why);
  }

  PictureInfo info() {
    return new PictureInfo(
        PictureFormat.JPEG,
        new Size(width(), height()),
        orientation,
        bytes.u8(frame + 4L),
        colors(),
        false);
  }

  private Colors colors() {
    return switch (components()) {
      case 1 -> Colors.GREY;
      case 3 -> Colors.RGB;
      default -> transform() == Transform.YCC ? Colors.YCCK : Colors.CMYK;
    };
  }

  /** The rule of libjpeg ({@code jdapimin.c}, default_decompress_parms). */
  Transform transform() {
    return switch (components()) {
      case 1 -> Transform.NONE;
      case 3 -> isRgb() ? Transform.NONE : Transform.YCC;
      default -> adobe == NO_ADOBE || adobe == 0 ? Transform.NONE : Transform.YCC;
    };
  }

  private boolean isRgb() {
    if (jfif) {
      return false;
    }
    if (adobe != NO_ADOBE) {
      return adobe == 0;
    }
    return bytes.u8(frame + 10L) == 'R'
        && bytes.u8(frame + 13L) == 'G'
        && bytes.u8(frame + 16L) == 'B';
  }

  private static boolean isRestartOrStart(int marker) {
    return marker >= 0xd0 && marker <= SOI;
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which share their range. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
