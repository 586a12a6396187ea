package io.github.oryxcuration.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oryxcuration.core.testing.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Arrays of the reference from one safetensors file, and the tolerance of each. */
public final class GoldenFile {
  private final String name;
  private final byte[] file;
  private final int dataAt;
  private final JsonNode index;
  private final JsonNode cases;

  private GoldenFile(String name) {
    this.name = name;
    file = SharedFiles.bytes(SharedFiles.golden(name));
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    dataAt = 8 + length;
    try {
      ObjectMapper mapper = new ObjectMapper();
      index = mapper.readTree(file, 8, length);
      cases = mapper.readTree(SharedFiles.golden("cases.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the set, such as {@code 02_vit.safetensors}; without it the test is skipped. */
  public static GoldenFile open(String name) {
    return new GoldenFile(name);
  }

  /** The folder of a checkpoint of the set. */
  public static Path checkpoint(String name) {
    return SharedFiles.golden(name);
  }

  public List<String> names() {
    List<String> names = new ArrayList<>();
    index.fieldNames().forEachRemaining(names::add);
    names.remove("__metadata__");
    return names;
  }

  public boolean has(String tensor) {
    return index.has(tensor);
  }

  public int[] shape(String tensor) {
    JsonNode shape = index.path(tensor).path("shape");
    int[] sides = new int[shape.size()];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = shape.get(i).asInt();
    }
    return sides;
  }

  public float[] floats(String tensor) {
    ByteBuffer bytes = bytes(tensor);
    float[] floats = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }

  public long[] longs(String tensor) {
    ByteBuffer bytes = bytes(tensor);
    boolean narrow = index.path(tensor).path("dtype").asText().equals("I32");
    long[] longs = new long[bytes.remaining() / (narrow ? Integer.BYTES : Long.BYTES)];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = narrow ? bytes.getInt() : bytes.getLong();
    }
    return longs;
  }

  public byte[] unsignedBytes(String tensor) {
    ByteBuffer bytes = bytes(tensor);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  private ByteBuffer bytes(String tensor) {
    JsonNode offsets = index.path(tensor).path("data_offsets");
    int from = dataAt + offsets.path(0).asInt();
    int to = dataAt + offsets.path(1).asInt();
    return ByteBuffer.wrap(file, from, to - from).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What the set allows for a tensor, relative to its largest element. */
  public double tolerance(String tensor) {
    for (JsonNode entry : cases.path("tensors")) {
      if (entry.path("file").asText().equals(name)
          && entry.path("tensor").asText().equals(tensor)) {
        return entry.path("tol_rel").asDouble();
      }
    }
    throw new IllegalArgumentException(name + " states no tolerance for " + tensor);
  }

  /** Fails unless max|found - golden| is at most tolerance * max|golden|. */
  public void check(String tensor, float[] found) {
    check(tensor, found, tolerance(tensor));
  }

  public void check(String tensor, float[] found, double tolerance) {
    float[] expected = floats(tensor);
    assertThat(found).as(tensor).hasSameSizeAs(expected);
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      double error = Math.abs((double) found[i] - expected[i]);
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    assertThat(worst / largest).as(tensor).isLessThanOrEqualTo(tolerance);
  }
}
