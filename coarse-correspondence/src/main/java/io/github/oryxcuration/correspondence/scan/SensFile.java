package io.github.oryxcuration.correspondence.scan;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.correspondence.scan.SensHeader.DepthCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .sens} recording, of any size: opening it walks the heads of its frames, 96 bytes each,
 * and pictures are read when they are asked for. A file that breaks off has the frames before the
 * break, and says so in {@link #complaint}.
 */
public final class SensFile implements Scan {
  private static final int FRAME_HEAD = 64 + 4 * 8;

  /** No picture of a scanner is larger. */
  private static final int MAX_PICTURE = 256 << 20;

  private static final double MICROS = 1e6;

  private final ChannelBytes file;
  private final SensHeader header;
  private final List<ScanFrame> frames = new ArrayList<>();
  private String complaint = "";

  private SensFile(ChannelBytes file, SensHeader header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Opens a recording.
   *
   * @throws CurationException MEDIA_MISSING, MEDIA_TRUNCATED or MEDIA_UNREADABLE if it has no sound
   *     head, or stores pictures in a way that is not read
   */
  public static SensFile open(String path) throws IOException {
    ChannelBytes file = ChannelBytes.open(path);
    try {
      SensFile sens = new SensFile(file, SensHeader.read(file));
      sens.check();
      sens.walk();
      return sens;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void check() {
    switch (header.colorCode()) {
      case JPEG, PNG -> {}
      default ->
          throw new CurationException(
              Reason.MEDIA_UNREADABLE,
              "%s: stores colour as %s; JPEG and PNG are read"
                  .formatted(file.path(), header.colorCode()));
    }
    if (header.depthCode() == DepthCode.OCCI || header.depthCode() == DepthCode.UNKNOWN) {
      throw new CurationException(
          Reason.MEDIA_UNREADABLE,
          "%s: stores depth as %s; zlib and raw are read"
              .formatted(file.path(), header.depthCode()));
    }
  }

  private void walk() throws IOException {
    long at = header.firstFrame();
    long firstTime = 0;
    for (long i = 0; i < header.frames() || header.frames() < 0; i++) { // unsigned
      if (!file.has(at, FRAME_HEAD)) {
        complain(i, "ends");
        return;
      }
      ByteBuffer head = file.read(at, FRAME_HEAD);
      Matrix4 pose = SensHeader.matrix(head);
      long colorTime = head.getLong();
      head.getLong();
      long colorBytes = head.getLong();
      long depthBytes = head.getLong();
      at += FRAME_HEAD;
      if (!file.has(at, colorBytes) || !file.has(at + colorBytes, depthBytes)) {
        complain(i, "ends");
        return;
      }
      if (colorBytes > MAX_PICTURE || depthBytes > MAX_PICTURE || i == Integer.MAX_VALUE) {
        complain(i, "says of a picture that it has more than " + MAX_PICTURE + " bytes");
        return;
      }
      firstTime = i == 0 ? colorTime : firstTime;
      frames.add(
          new ScanFrame(
              (int) i,
              pose,
              seconds(colorTime, firstTime),
              new MediaRef.InPatch(file.path(), at, List.of((int) colorBytes), false),
              depthBytes == 0
                  ? null
                  : new MediaRef.InPatch(
                      file.path(), at + colorBytes, List.of((int) depthBytes), false)));
      at += colorBytes + depthBytes;
    }
  }

  /** Many recordings hold no times, but zeros. */
  private static double seconds(long micros, long first) {
    return first > 0 && micros >= first ? (micros - first) / MICROS : Frame.NO_TIME;
  }

  private void complain(long frame, String what) {
    complaint =
        String.format(
            Locale.ROOT,
            "%s in frame %d of %s",
            what,
            frame,
            Long.toUnsignedString(header.frames()));
  }

  @Override
  public String id() {
    String name = Storage.name(file.path());
    return name.endsWith(".sens") ? name.substring(0, name.length() - ".sens".length()) : name;
  }

  @Override
  public Cameras cameras() {
    return header.cameras();
  }

  @Override
  public List<ScanFrame> frames() {
    return List.copyOf(frames);
  }

  @Override
  public String complaint() {
    return complaint;
  }

  @Override
  public byte[] color(ScanFrame frame) throws IOException {
    return bytes(frame.color());
  }

  private byte[] bytes(MediaRef ref) throws IOException {
    if (!(ref instanceof MediaRef.InPatch slice)) {
      throw new IllegalArgumentException("a frame of another scan: " + ref.key());
    }
    return file.read(slice.offset(), slice.sizes().get(0)).array();
  }

  @Override
  public @Nullable DepthMap depth(ScanFrame frame) throws IOException {
    MediaRef stored = frame.depth();
    if (stored == null) {
      return null;
    }
    byte[] bytes = bytes(stored);
    Camera camera = header.cameras().depth();
    int wanted = camera.width() * camera.height() * 2;
    byte[] raw = header.depthCode() == DepthCode.ZLIB ? inflated(bytes, wanted, frame) : bytes;
    if (raw.length != wanted) {
      throw depthFault(
          frame,
          raw.length
              + " bytes, where %dx%d need %d".formatted(camera.width(), camera.height(), wanted));
    }
    short[] values = new short[camera.width() * camera.height()];
    ByteBuffer.wrap(raw).order(java.nio.ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values);
    return new DepthMap(camera.width(), camera.height(), values, header.cameras().unitsPerMetre());
  }

  private byte[] inflated(byte[] bytes, int wanted, ScanFrame frame) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      byte[] raw = new byte[wanted + 1]; // one more, so that too much is noticed
      int size = 0;
      while (size < raw.length && !inflater.finished()) {
        int read = inflater.inflate(raw, size, raw.length - size);
        if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        size += read;
      }
      return java.util.Arrays.copyOf(raw, size);
    } catch (DataFormatException e) {
      throw depthFault(frame, "no zlib data: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private CurationException depthFault(ScanFrame frame, String what) {
    return new CurationException(
        Reason.MEDIA_UNREADABLE,
        "%s: depth of frame %d is %s".formatted(file.path(), frame.index(), what));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
