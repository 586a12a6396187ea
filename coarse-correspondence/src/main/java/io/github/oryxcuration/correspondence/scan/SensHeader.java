package io.github.oryxcuration.correspondence.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The head of a {@code .sens} file (ScanNet SensReader, {@code sensorData.h}).
 *
 * @param version 4, or 3, which has no block of motion readings at its end
 * @param frames as the head promises; not believed before they are seen
 * @param firstFrame offset of the first frame
 */
record SensHeader(
    int version,
    String sensor,
    Cameras cameras,
    ColorCode colorCode,
    DepthCode depthCode,
    long frames,
    long firstFrame) {
  private static final int MAX_NAME = 4096;
  private static final int MAX_SIDE = 1 << 14;
  private static final int MATRIX_BYTES = 64;
  private static final int AFTER_NAME = 4 * MATRIX_BYTES + 6 * 4 + 4 + 8;

  /** How colour is stored. */
  enum ColorCode {
    UNKNOWN,
    RAW,
    PNG,
    JPEG
  }

  /** How depth is stored. */
  enum DepthCode {
    UNKNOWN,
    RAW,
    ZLIB,
    OCCI
  }

  static SensHeader read(ChannelBytes file) throws IOException {
    if (!file.has(0, 12)) {
      throw truncated(file);
    }
    ByteBuffer head = file.read(0, 12);
    int version = head.getInt();
    long nameLength = head.getLong();
    if (version != 4 && version != 3) {
      throw unreadable(
          file, "begins with version " + Integer.toUnsignedString(version) + "; 3 and 4 are read");
    }
    if (nameLength < 0 || nameLength > MAX_NAME) {
      throw unreadable(
          file, "says that its sensor's name has " + nameLength + " bytes; at most 4096 are read");
    }
    if (!file.has(12, nameLength + AFTER_NAME)) {
      throw truncated(file);
    }
    ByteBuffer rest = file.read(12, (int) nameLength + AFTER_NAME);
    byte[] name = new byte[(int) nameLength];
    rest.get(name);
    Matrix4 colorIntrinsic = matrix(rest);
    Matrix4 colorExtrinsic = matrix(rest);
    Matrix4 depthIntrinsic = matrix(rest);
    Matrix4 depthExtrinsic = matrix(rest);
    int colorCode = rest.getInt();
    int depthCode = rest.getInt();
    int[] sides = {rest.getInt(), rest.getInt(), rest.getInt(), rest.getInt()};
    float shift = rest.getFloat();
    long frames = rest.getLong();
    for (int side : sides) {
      if (side < 1 || side > MAX_SIDE) {
        throw unreadable(
            file,
            String.format(
                Locale.ROOT,
                "says colour %dx%d, depth %dx%d; sides of 1 to %d are read",
                sides[0],
                sides[1],
                sides[2],
                sides[3],
                MAX_SIDE));
      }
    }
    if (colorCode < -1 || colorCode > 2 || depthCode < -1 || depthCode > 2) {
      throw unreadable(
          file,
          "names compressions %d (colour) and %d (depth), which the format does not have"
              .formatted(colorCode, depthCode));
    }
    Cameras cameras;
    try {
      cameras =
          new Cameras(
              Camera.of(sides[0], sides[1], colorIntrinsic),
              Camera.of(sides[2], sides[3], depthIntrinsic),
              relation(file, colorExtrinsic, depthExtrinsic),
              shift);
    } catch (IllegalArgumentException e) {
      throw unreadable(file, e.getMessage());
    }
    return new SensHeader(
        version,
        new String(name, UTF_8),
        cameras,
        ColorCode.values()[colorCode + 1],
        DepthCode.values()[depthCode + 1],
        frames,
        12 + nameLength + AFTER_NAME);
  }

  /** Both extrinsics lead to one space, in which the poses are; colour's is nearly always none. */
  private static Matrix4 relation(ChannelBytes file, Matrix4 color, Matrix4 depth) {
    if (!color.isRigid() || !depth.isRigid()) {
      throw unreadable(file, "its extrinsic matrices are no rotations with an offset");
    }
    return color.inverse().times(depth);
  }

  static Matrix4 matrix(ByteBuffer bytes) {
    double[] numbers = new double[16];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bytes.getFloat();
    }
    return Matrix4.of(numbers);
  }

  private static CurationException unreadable(
      ChannelBytes file, @org.jspecify.annotations.Nullable String what) {
    return new CurationException(Reason.MEDIA_UNREADABLE, file.path() + ": no .sens file: " + what);
  }

  private static CurationException truncated(ChannelBytes file) {
    return new CurationException(
        Reason.MEDIA_TRUNCATED,
        "%s: breaks off in its head: %d bytes".formatted(file.path(), file.length()));
  }
}
