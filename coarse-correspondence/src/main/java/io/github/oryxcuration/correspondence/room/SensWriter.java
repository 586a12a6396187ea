package io.github.oryxcuration.correspondence.room;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.oryxcuration.correspondence.scan.Camera;
import io.github.oryxcuration.correspondence.scan.Cameras;
import io.github.oryxcuration.correspondence.scan.DepthMap;
import io.github.oryxcuration.correspondence.scan.Matrix4;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Deflater;

/** Writes a {@code .sens} of version 4, or of version 3, which ends with its frames. */
final class SensWriter {
  private static final byte[] NAME = "procedural room".getBytes(US_ASCII);

  private final OutputStream out;
  private final int version;

  SensWriter(OutputStream out, int version, Cameras cameras, long frames) throws IOException {
    this.out = out;
    this.version = version;
    byte[] bytes = new byte[12 + NAME.length + 4 * 64 + 6 * 4 + 4 + 8];
    ByteBuffer head = over(bytes);
    head.putInt(version).putLong(NAME.length).put(NAME);
    put(head, intrinsic(cameras.color()));
    put(head, Matrix4.IDENTITY);
    put(head, intrinsic(cameras.depth()));
    put(head, cameras.depthToColor());
    head.putInt(2).putInt(1);
    head.putInt(cameras.color().width()).putInt(cameras.color().height());
    head.putInt(cameras.depth().width()).putInt(cameras.depth().height());
    head.putFloat((float) cameras.unitsPerMetre()).putLong(frames);
    out.write(bytes);
  }

  private static Matrix4 intrinsic(Camera camera) {
    return Matrix4.of(
        camera.fx(), 0, camera.cx(), 0, 0, camera.fy(), camera.cy(), 0, 0, 0, 1, 0, 0, 0, 0, 1);
  }

  private static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void put(ByteBuffer to, Matrix4 matrix) {
    for (double number : matrix.toArray()) {
      to.putFloat((float) number);
    }
  }

  void frame(Matrix4 pose, long micros, byte[] color, DepthMap depth) throws IOException {
    byte[] stored = deflated(depth);
    byte[] bytes = new byte[64 + 4 * 8];
    ByteBuffer head = over(bytes);
    put(head, pose);
    head.putLong(micros).putLong(micros).putLong(color.length).putLong(stored.length);
    out.write(bytes);
    out.write(color);
    out.write(stored);
  }

  void end() throws IOException {
    if (version >= 4) {
      out.write(new byte[8]);
    }
  }

  private static byte[] deflated(DepthMap depth) {
    byte[] bytes = new byte[depth.width() * depth.height() * 2];
    ByteBuffer raw = over(bytes);
    for (int y = 0; y < depth.height(); y++) {
      for (int x = 0; x < depth.width(); x++) {
        raw.putShort((short) depth.value(x, y));
      }
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      stored.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return stored.toByteArray();
  }
}
