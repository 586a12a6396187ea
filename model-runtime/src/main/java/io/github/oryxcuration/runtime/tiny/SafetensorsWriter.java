package io.github.oryxcuration.runtime.tiny;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oryxcuration.core.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** Writes safetensors: the widest type first, so that every tensor lies on its element size. */
public final class SafetensorsWriter {
  private static final int ALIGNED = 8;

  private SafetensorsWriter() {}

  /** Writes a new file with the tensors. */
  public static void write(Path file, List<NewTensor> tensors, NewTensor.Values values)
      throws IOException {
    ToIntFunction<NewTensor> width = tensor -> -tensor.type().bytes();
    List<NewTensor> inOrder = new ArrayList<>(tensors);
    inOrder.sort(Comparator.comparingInt(width).thenComparing(NewTensor::name));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      TensorStream.writeAll(channel, header(inOrder));
      for (NewTensor tensor : inOrder) {
        TensorStream.write(channel, tensor, values);
      }
    }
  }

  private static ByteBuffer header(List<NewTensor> tensors) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (NewTensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", tensor.type().name());
      ArrayNode shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      entry.putArray("data_offsets").add(offset).add(offset + tensor.bytes());
      offset += tensor.bytes();
    }
    byte[] json = Json.write(header).getBytes(UTF_8);
    int padded = (json.length + ALIGNED - 1) / ALIGNED * ALIGNED;
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN).putLong(padded);
    bytes.put(json);
    while (bytes.hasRemaining()) {
      bytes.put((byte) ' ');
    }
    return bytes.flip();
  }
}
