package io.github.oryxcuration.runtime.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a part of a file whole, wherever its channel stands. */
final class FileRange {
  private FileRange() {}

  /**
   * So many bytes from a position on, ready to be read.
   *
   * @throws IOException if the file ends before them
   */
  static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("it became shorter while it was read");
      }
    }
    return buffer.flip();
  }
}
