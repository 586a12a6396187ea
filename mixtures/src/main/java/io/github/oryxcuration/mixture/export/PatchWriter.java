package io.github.oryxcuration.mixture.export;

import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes Oryx's patch files: encoded pictures back to back, without header or index. A run of
 * pictures lies in one file; a file that is full is closed before the next run.
 */
final class PatchWriter implements Closeable {
  /**
   * Where a run lies.
   *
   * @param sizes bytes of each picture
   */
  record Run(String patch, long start, List<Integer> sizes) {
    Run {
      sizes = List.copyOf(sizes);
    }
  }

  private final String folder;
  private final long most;
  private final List<String> written = new ArrayList<>();
  private @Nullable WritableByteChannel channel;
  private String temporary = "";
  private long position;

  /**
   * Starts without a file.
   *
   * @param most bytes of a file, unless one run alone is larger
   */
  PatchWriter(String folder, long most) {
    this.folder = folder;
    this.most = most;
  }

  Run write(List<byte[]> pictures) throws IOException {
    long bytes = pictures.stream().mapToLong(picture -> picture.length).sum();
    if (channel != null && position > 0 && position + bytes > most) {
      finish();
    }
    WritableByteChannel out = open();
    Run run =
        new Run(
            name(written.size()),
            position,
            pictures.stream().map(picture -> picture.length).toList());
    for (byte[] picture : pictures) {
      ByteBuffer buffer = ByteBuffer.wrap(picture);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    }
    position += bytes;
    return run;
  }

  /** No word in it makes the trainer swap red and blue. */
  private static String name(int number) {
    return String.format(Locale.ROOT, "patch_%06d", number);
  }

  private WritableByteChannel open() throws IOException {
    WritableByteChannel open = channel;
    if (open == null) {
      temporary = Storage.temporary(Storage.child(folder, name(written.size())));
      open = Storage.create(temporary);
      channel = open;
      position = 0;
    }
    return open;
  }

  /** Gives the file its name. */
  void finish() throws IOException {
    WritableByteChannel open = channel;
    if (open != null) {
      open.close();
      channel = null;
      String name = name(written.size());
      Storage.move(temporary, Storage.child(folder, name));
      written.add(name);
    }
  }

  List<String> written() {
    return List.copyOf(written);
  }

  /** Without {@link #finish} before it, leaves no file. */
  @Override
  public void close() throws IOException {
    WritableByteChannel open = channel;
    if (open != null) {
      open.close();
      channel = null;
      Storage.delete(List.of(temporary));
    }
  }
}
