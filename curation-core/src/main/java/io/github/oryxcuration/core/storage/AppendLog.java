package io.github.oryxcuration.core.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are kept the moment they are added, whatever happens to the process afterwards. On the
 * local disk they are appended to one file. A store without appending gets an object per line,
 * {@code NAME.d/00000017}. Lines hold no line breaks. May be used by many threads at once.
 */
public final class AppendLog implements Closeable {
  private final String path;
  private final @Nullable FileChannel file;
  private long next;

  private AppendLog(String path, @Nullable FileChannel file, long next) {
    this.path = path;
    this.file = file;
    this.next = next;
  }

  /**
   * Every line that was added, in order. A last line without its end was being written when the
   * process died; it is left out.
   */
  public static List<String> read(String path) throws IOException {
    List<String> lines = new ArrayList<>();
    if (!LocalFiles.holds(path)) {
      for (Storage.Entry entry : Storage.list(path + ".d")) {
        lines.add(Storage.readText(entry.path()));
      }
      return lines;
    }
    String text;
    try {
      text = Storage.readText(path);
    } catch (FileNotFoundException e) {
      return lines;
    }
    int start = 0;
    int end = text.indexOf('\n');
    while (end >= 0) {
      if (end > start) {
        lines.add(text.substring(start, end));
      }
      start = end + 1;
      end = text.indexOf('\n', start);
    }
    return lines;
  }

  /** Opens a log to add to it, and makes missing parent folders. */
  public static AppendLog open(String path) throws IOException {
    if (!LocalFiles.holds(path)) {
      return new AppendLog(path, null, Storage.list(path + ".d").size());
    }
    Path local = Path.of(LocalFiles.plain(path));
    Path folder = local.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    FileChannel channel =
        FileChannel.open(
            local, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      endTornLine(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new AppendLog(path, channel, 0);
  }

  /** What was half written is cut off, so that it cannot run into the next line. */
  private static void endTornLine(FileChannel channel) throws IOException {
    long end = channel.size();
    ByteBuffer block = ByteBuffer.allocate(1 << 12);
    while (end > 0) {
      long start = Math.max(0, end - block.capacity());
      block.clear().limit((int) (end - start));
      while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {}
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          channel.truncate(start + i + 1);
          channel.position(start + i + 1);
          return;
        }
      }
      end = start;
    }
    channel.truncate(0);
    channel.position(0);
  }

  /** Adds a line; when this returns, it is the system's to keep. */
  public synchronized void add(String line) throws IOException {
    if (line.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a line of a log must hold no line break: " + line);
    }
    if (file == null) {
      Storage.commitText(String.format(Locale.ROOT, "%s.d/%08d", path, next++), line);
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
