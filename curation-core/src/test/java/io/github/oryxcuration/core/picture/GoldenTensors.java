package io.github.oryxcuration.core.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Arrays of the reference from one safetensors file. */
final class GoldenTensors {
  private final byte[] file;
  private final int dataAt;
  private final JsonNode index;

  GoldenTensors(String name) {
    file = SharedFiles.bytes(SharedFiles.golden(name));
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    dataAt = 8 + length;
    try {
      index = new ObjectMapper().readTree(file, 8, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    index.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Pixels stored as uint8 [height, width, 3]. */
  RgbImage image(String name) {
    JsonNode shape = index.get(name).get("shape");
    return new RgbImage(shape.get(1).asInt(), shape.get(0).asInt(), bytes(name));
  }

  float[] floats(String name) {
    byte[] bytes = bytes(name);
    float[] floats = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  private byte[] bytes(String name) {
    JsonNode offsets = index.get(name).get("data_offsets");
    return Arrays.copyOfRange(
        file, dataAt + offsets.get(0).asInt(), dataAt + offsets.get(1).asInt());
  }
}
