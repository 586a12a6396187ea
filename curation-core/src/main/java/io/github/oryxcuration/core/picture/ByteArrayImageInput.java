package io.github.oryxcuration.core.picture;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Image readers over an array, without copies, caches or temporary files. Some readers make up what
 * is missing, byte by byte and at great length; one that goes on reading past the end is stopped.
 */
final class ByteArrayImageInput extends ImageInputStreamImpl {
  /** Bit readers fetch a few bytes more than they need. */
  private static final int PATIENCE = 16;

  private final byte[] bytes;
  private final PictureFormat format;
  private int readsPastEnd;

  ByteArrayImageInput(byte[] bytes, PictureFormat format) {
    this.bytes = bytes;
    this.format = format;
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : pastEnd();
  }

  @Override
  public int read(byte[] to, int at, int length) {
    bitOffset = 0;
    if (streamPos >= bytes.length) {
      return length == 0 ? 0 : pastEnd();
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, to, at, count);
    streamPos += count;
    return count;
  }

  private int pastEnd() {
    if (++readsPastEnd > PATIENCE) {
      throw new CurationException(
          Reason.MEDIA_TRUNCATED,
          format + " breaks off after " + bytes.length + " bytes, before its last pixel");
    }
    return -1;
  }

  @Override
  public long length() {
    return bytes.length;
  }
}
