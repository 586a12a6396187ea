package io.github.oryxcuration.runtime.tiny;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes what {@code torch.save} writes of a dictionary of tensors: a zip64 of stored entries,
 * their data on multiples of 64 bytes.
 */
public final class TorchWriter {
  private static final int ALIGNED = 64;
  private static final int LOCAL_BYTES = 30;
  private static final int EXTRA_BYTES = 4;
  private static final short ZIP64 = 45;
  private static final short DAY_ONE = 0x21;
  private static final short PADDING = 0x4246;

  /** An entry that was written. */
  private record Entry(String name, long header, long bytes, int crc) {}

  private final FileChannel channel;
  private final String root;
  private final List<Entry> entries = new ArrayList<>();

  private TorchWriter(FileChannel channel, String root) {
    this.channel = channel;
    this.root = root;
  }

  /** Writes a new file with the tensors. */
  public static void write(Path file, List<NewTensor> tensors, NewTensor.Values values)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      TorchWriter writer = new TorchWriter(channel, dot > 0 ? name.substring(0, dot) : name);
      writer.put("data.pkl", TorchPickle.of(tensors));
      writer.put("byteorder", "little".getBytes(UTF_8));
      for (int i = 0; i < tensors.size(); i++) {
        writer.put("data/" + i, tensors.get(i), values);
      }
      writer.put("version", "3\n".getBytes(UTF_8));
      writer.end();
    }
  }

  private void put(String name, byte[] content) throws IOException {
    long header = start(name, content.length);
    TensorStream.writeAll(channel, ByteBuffer.wrap(content));
    CRC32 crc = new CRC32();
    crc.update(content);
    finish(name, header, content.length, (int) crc.getValue());
  }

  private void put(String name, NewTensor tensor, NewTensor.Values values) throws IOException {
    long header = start(name, tensor.bytes());
    finish(name, header, tensor.bytes(), (int) TensorStream.write(channel, tensor, values));
  }

  /** Writes the local header without the checksum, which is known only after the data. */
  private long start(String name, long bytes) throws IOException {
    byte[] utf8 = (root + "/" + name).getBytes(UTF_8);
    long header = channel.position();
    long data = header + LOCAL_BYTES + utf8.length + EXTRA_BYTES;
    short padding = (short) ((ALIGNED - data % ALIGNED) % ALIGNED);
    ByteBuffer local = buffer(LOCAL_BYTES + utf8.length + EXTRA_BYTES + padding);
    local.putInt(0x04034b50).putShort(ZIP64).putShort((short) 0).putShort((short) 0);
    local.putShort((short) 0).putShort(DAY_ONE).putInt(0);
    local.putInt(narrow(bytes)).putInt(narrow(bytes));
    local.putShort((short) utf8.length).putShort((short) (EXTRA_BYTES + padding)).put(utf8);
    local.putShort(PADDING).putShort(padding);
    TensorStream.writeAll(channel, local.clear());
    return header;
  }

  private void finish(String name, long header, long bytes, int crc) throws IOException {
    channel.write(buffer(4).putInt(crc).flip(), header + 14);
    entries.add(new Entry(root + "/" + name, header, bytes, crc));
  }

  private void end() throws IOException {
    long start = channel.position();
    for (Entry entry : entries) {
      byte[] name = entry.name.getBytes(UTF_8);
      ByteBuffer central = buffer(46 + name.length + 28);
      central.putInt(0x02014b50).putShort(ZIP64).putShort(ZIP64);
      central.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort(DAY_ONE);
      central.putInt(entry.crc).putInt(-1).putInt(-1).putShort((short) name.length);
      central.putShort((short) 28).putShort((short) 0).putShort((short) 0).putShort((short) 0);
      central.putInt(0).putInt(-1).put(name);
      central.putShort((short) 1).putShort((short) 24);
      central.putLong(entry.bytes).putLong(entry.bytes).putLong(entry.header);
      TensorStream.writeAll(channel, central.flip());
    }
    long end = channel.position();
    ByteBuffer last = buffer(56 + 20 + 22);
    last.putInt(0x06064b50).putLong(44).putShort(ZIP64).putShort(ZIP64).putInt(0).putInt(0);
    last.putLong(entries.size()).putLong(entries.size()).putLong(end - start).putLong(start);
    last.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    last.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    short count = (short) Math.min(0xffff, entries.size());
    last.putShort(count).putShort(count).putInt(narrow(end - start)).putInt(narrow(start));
    last.putShort((short) 0);
    TensorStream.writeAll(channel, last.flip());
  }

  /** A number of 32 bits, or the mark that it stands in 64 bits elsewhere. */
  private static int narrow(long value) {
    return value > 0xfffffffeL ? -1 : (int) value;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
