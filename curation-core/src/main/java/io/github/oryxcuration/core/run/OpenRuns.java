package io.github.oryxcuration.core.run;

import io.github.oryxcuration.core.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Channels of run files, so many open at once and no more: the one that was used longest ago is
 * closed for a further one, and opened again when it is asked for. Not for several threads at once.
 */
final class OpenRuns implements Closeable {
  private final int most;
  private final Map<String, SeekableByteChannel> open = new LinkedHashMap<>(16, 0.75f, true);
  private long opened;

  OpenRuns(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, but was " + most);
    }
    this.most = most;
  }

  /** The channel of a file, at any position; good until the next call. */
  SeekableByteChannel channel(String path) throws IOException {
    SeekableByteChannel known = open.get(path);
    if (known != null) {
      return known;
    }
    while (open.size() >= most) {
      String oldest = open.keySet().iterator().next();
      SeekableByteChannel unused = open.remove(oldest);
      if (unused != null) {
        unused.close();
      }
    }
    SeekableByteChannel channel = Storage.open(path);
    open.put(path, channel);
    opened++;
    return channel;
  }

  /** How many are open. */
  int count() {
    return open.size();
  }

  /** How often a file was opened so far. */
  long opened() {
    return opened;
  }

  @Override
  public void close() throws IOException {
    for (SeekableByteChannel channel : open.values()) {
      channel.close();
    }
    open.clear();
  }
}
