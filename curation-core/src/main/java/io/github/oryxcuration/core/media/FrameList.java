package io.github.oryxcuration.core.media;

import io.github.oryxcuration.core.sample.MediaRef;
import java.io.Closeable;
import java.io.IOException;

/**
 * The encoded pictures of a video that lies as such: a folder, a tar, or a slice of a patch, in the
 * order in which a sample would hold them. Nothing is decoded. Close it after use.
 */
public final class FrameList implements Closeable {
  private final FrameFiles files;

  private FrameList(FrameFiles files) {
    this.files = files;
  }

  /**
   * Opens a list of frames.
   *
   * @param maxBytes of one picture
   * @throws io.github.oryxcuration.core.error.CurationException MEDIA_MISSING or MEDIA_UNREADABLE
   */
  public static FrameList open(MediaRef ref, long maxBytes) throws IOException {
    return new FrameList(new PictureSource(maxBytes).frames(ref));
  }

  public int count() {
    return files.count();
  }

  /** The name of a frame's file, with its folders. */
  public String name(int frame) {
    return files.name(frame);
  }

  /**
   * The encoded bytes of a frame.
   *
   * @throws io.github.oryxcuration.core.error.CurationException MEDIA_MISSING, MEDIA_TRUNCATED or
   *     MEDIA_TOO_LARGE
   */
  public byte[] bytes(int frame) throws IOException {
    return files.bytes(frame);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
