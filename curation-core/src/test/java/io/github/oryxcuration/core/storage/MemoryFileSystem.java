package io.github.oryxcuration.core.storage;

import static io.github.oryxcuration.core.storage.MemoryStore.Operation.CLOSE;
import static io.github.oryxcuration.core.storage.MemoryStore.Operation.CREATE;
import static io.github.oryxcuration.core.storage.MemoryStore.Operation.DELETE;
import static io.github.oryxcuration.core.storage.MemoryStore.Operation.MATCH;
import static io.github.oryxcuration.core.storage.MemoryStore.Operation.OPEN;
import static io.github.oryxcuration.core.storage.MemoryStore.Operation.RENAME;
import static io.github.oryxcuration.core.storage.MemoryStore.Operation.RENAME_BETWEEN;
import static io.github.oryxcuration.core.storage.MemoryStore.Operation.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;

/**
 * An object store in memory, as strict as the real ones: a file appears when its channel is closed,
 * whole, and also when the writer gave up halfway; a rename is a copy and a delete; deleting what
 * is not there fails; move options are not supported. The buckets are {@link MemoryStore}s.
 */
final class MemoryFileSystem extends FileSystem<MemoryResourceId> {
  static final String SCHEME = "mem";

  @Override
  protected String getScheme() {
    return SCHEME;
  }

  @Override
  protected MemoryResourceId matchNewResource(String path, boolean isDirectory) {
    return new MemoryResourceId(isDirectory && !path.endsWith("/") ? path + "/" : path);
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      MemoryResourceId id = new MemoryResourceId(spec);
      MemoryStore store = MemoryStore.of(id.bucket());
      store.count(MATCH, spec);
      List<Metadata> found = new ArrayList<>();
      for (String key : store.keysMatching(id.key())) {
        found.add(
            Metadata.builder()
                .setResourceId(new MemoryResourceId(store.path(key)))
                .setSizeBytes(store.bytes(key).length)
                .setLastModifiedMillis(0)
                .setIsReadSeekEfficient(true)
                .build());
      }
      results.add(
          found.isEmpty()
              ? MatchResult.create(Status.NOT_FOUND, new FileNotFoundException(spec))
              : MatchResult.create(Status.OK, found));
    }
    return results;
  }

  @Override
  protected WritableByteChannel create(MemoryResourceId id, CreateOptions options)
      throws IOException {
    MemoryStore store = MemoryStore.of(id.bucket());
    store.count(CREATE, id.key());
    return new Upload(store, id.key());
  }

  @Override
  protected ReadableByteChannel open(MemoryResourceId id) throws IOException {
    MemoryStore store = MemoryStore.of(id.bucket());
    store.count(OPEN, id.key());
    return new MemoryReadChannel(store, id.key(), store.bytes(id.key()));
  }

  @Override
  protected void copy(List<MemoryResourceId> from, List<MemoryResourceId> to) throws IOException {
    for (int i = 0; i < from.size(); i++) {
      byte[] bytes = MemoryStore.of(from.get(i).bucket()).bytes(from.get(i).key());
      MemoryStore.of(to.get(i).bucket()).put(to.get(i).key(), bytes);
    }
  }

  @Override
  protected void rename(
      List<MemoryResourceId> from, List<MemoryResourceId> to, MoveOptions... options)
      throws IOException {
    if (options.length > 0) {
      throw new UnsupportedOperationException("move options");
    }
    for (int i = 0; i < from.size(); i++) {
      MemoryStore store = MemoryStore.of(from.get(i).bucket());
      store.count(RENAME, from.get(i).key());
      copy(from.subList(i, i + 1), to.subList(i, i + 1));
      store.count(RENAME_BETWEEN, from.get(i).key());
      store.remove(from.get(i).key());
    }
  }

  @Override
  protected void delete(Collection<MemoryResourceId> ids) throws IOException {
    for (MemoryResourceId id : ids) {
      MemoryStore store = MemoryStore.of(id.bucket());
      store.count(DELETE, id.key());
      store.remove(id.key());
    }
  }

  /** Collects the bytes and publishes them at close, unless a write failed. */
  private static final class Upload implements WritableByteChannel {
    private final MemoryStore store;
    private final String key;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean open = true;
    private boolean failed;

    Upload(MemoryStore store, String key) {
      this.store = store;
      this.key = key;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      if (!open) {
        throw new ClosedChannelException();
      }
      failed = true;
      store.count(WRITE, key);
      failed = false;
      byte[] chunk = new byte[source.remaining()];
      source.get(chunk);
      bytes.writeBytes(chunk);
      return chunk.length;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() throws IOException {
      if (!open) {
        return;
      }
      open = false;
      store.count(CLOSE, key);
      if (!failed) {
        store.put(key, bytes.toByteArray());
      }
    }
  }
}
