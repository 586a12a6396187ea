package io.github.oryxcuration.runtime.tiny;

import io.github.oryxcuration.runtime.weights.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;

/** Writes tensors piece by piece, so that their size does not matter. */
final class TensorStream {
  private static final int PIECE = 1 << 16;

  private TensorStream() {}

  /**
   * Appends a tensor's data where the channel stands.
   *
   * @return the CRC-32 of the bytes
   */
  static long write(FileChannel channel, NewTensor tensor, NewTensor.Values values)
      throws IOException {
    CRC32 crc = new CRC32();
    long elements = tensor.elements();
    ByteBuffer bytes = ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long from = 0; from < elements; from += PIECE) {
      float[] piece = new float[(int) Math.min(PIECE, elements - from)];
      values.fill(tensor, from, piece);
      bytes.clear();
      for (float value : piece) {
        put(bytes, tensor.type(), value);
      }
      bytes.flip();
      crc.update(bytes.duplicate());
      writeAll(channel, bytes);
    }
    return crc.getValue();
  }

  static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void put(ByteBuffer bytes, ElementType type, float value) {
    switch (type) {
      case F32 -> bytes.putFloat(value);
      case BF16 -> bytes.putShort(bfloat16(value));
      case F16 -> bytes.putShort(float16(value));
    }
  }

  /** The nearest bfloat16, ties to even. */
  static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> 16) | 0x40);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }

  /** The nearest binary16, ties to even; beyond its range, infinity. */
  static short float16(float value) {
    int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
    float size = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (size >= 65520f) {
      return (short) (sign | 0x7c00);
    }
    if (size < 0x1p-14f) {
      // Steps of 2^-24, down to zero; one step beyond the last is the first normal number.
      return (short) (sign | (int) Math.rint(size * 0x1p24));
    }
    int exponent = Math.getExponent(size);
    int steps = (int) Math.rint(Math.scalb((double) size, 10 - exponent));
    return (short) (sign | (((exponent + 14) << 10) + steps));
  }
}
