package io.github.oryxcuration.runtime.script;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A value inside the engine, held by its handle: a tensor, a list of tensors (a cache), a number.
 * Java looks into it only when asked to, and only into 32-bit floats, integers and bytes: a
 * bfloat16 tensor in the engine's Java API ends the process, so scripts convert what they return.
 *
 * <p>Whoever gets a value closes it; an unclosed one is a leak of native memory, which no collector
 * finds.
 */
public final class Value implements AutoCloseable {
  private final IValue handle;

  /** Memory that a tensor made here stands on: must live as long as the tensor may be read. */
  private final @Nullable Buffer memory;

  Value(IValue handle) {
    this(handle, null);
  }

  private Value(IValue handle, @Nullable Buffer memory) {
    this.handle = handle;
    this.memory = memory;
  }

  /** A tensor of 32-bit floats on the CPU. */
  public static Value floats(float[] data, long... shape) {
    ByteBuffer buffer = room(data.length, Float.BYTES);
    buffer.asFloatBuffer().put(data);
    return tensor(buffer, data.length, DataType.FLOAT32, shape);
  }

  /** A tensor of 64-bit integers on the CPU. */
  public static Value longs(long[] data, long... shape) {
    ByteBuffer buffer = room(data.length, Long.BYTES);
    buffer.asLongBuffer().put(data);
    return tensor(buffer, data.length, DataType.INT64, shape);
  }

  /** A tensor of unsigned bytes on the CPU. */
  public static Value bytes(byte[] data, long... shape) {
    ByteBuffer buffer = room(data.length, 1);
    buffer.put(data).flip();
    return tensor(buffer, data.length, DataType.UINT8, shape);
  }

  private static ByteBuffer room(int elements, int size) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(elements, size))
        .order(ByteOrder.nativeOrder());
  }

  private static Value tensor(ByteBuffer buffer, int elements, DataType type, long... shape) {
    Shape wanted = new Shape(shape);
    if (wanted.size() != elements) {
      throw new IllegalArgumentException(
          "shape must hold the " + elements + " elements given, but was " + wanted);
    }
    PtNDManager manager = TorchEngine.get().manager();
    try (PtNDArray array = manager.create(buffer, wanted, type)) {
      return new Value(IValue.from(array), buffer);
    }
  }

  IValue handle() {
    return handle;
  }

  /** The elements of a tensor of 32-bit floats, row by row. */
  public float[] toFloats() {
    try (PtNDArray array = tensor(DataType.FLOAT32)) {
      return array.toFloatArray();
    }
  }

  /** The elements of a tensor of 64-bit integers, row by row. */
  public long[] toLongs() {
    try (PtNDArray array = tensor(DataType.INT64)) {
      return array.toLongArray();
    }
  }

  /** The elements of a tensor of unsigned bytes, row by row. */
  public byte[] toBytes() {
    try (PtNDArray array = tensor(DataType.UINT8)) {
      return array.toByteArray();
    }
  }

  private PtNDArray tensor(DataType wanted) {
    PtNDArray array = handle.toTensor(TorchEngine.get().manager());
    if (array.getDataType() != wanted) {
      String found = String.valueOf(array.getDataType());
      array.close();
      throw new IllegalStateException("A tensor must be " + wanted + ", but was " + found);
    }
    return array;
  }

  /** A whole number. */
  public long toLong() {
    return handle.toLong();
  }

  /** A floating-point number. */
  public double toDouble() {
    return handle.toDouble();
  }

  /** A text. */
  public String text() {
    return handle.toStringValue();
  }

  /** A list of whole numbers. */
  public long[] toLongList() {
    return handle.toLongArray();
  }

  /** Frees the value; once more does nothing. */
  @Override
  public void close() {
    handle.close();
  }

  @Override
  public String toString() {
    return memory == null ? "Value" : "Value of " + memory.capacity() + " bytes";
  }
}
