package io.github.oryxcuration.core.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.storage.Storage;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger of one task, a JSON line per row. A task that loses nothing leaves no file. Not
 * for several threads at once.
 */
public final class LedgerWriter implements Closeable {
  private final String path;
  private final String temporary;
  private @Nullable OutputStream out;

  /** {@code path} ends with {@code .jsonl}. */
  public LedgerWriter(String path) {
    this.path = path;
    this.temporary = Storage.temporary(path);
  }

  public void add(LedgerRow row) throws IOException {
    OutputStream open = out;
    if (open == null) {
      open = new BufferedOutputStream(Channels.newOutputStream(Storage.create(temporary)), 1 << 16);
      out = open;
    }
    // By way of a text: half of a surrogate pair becomes a question mark, where bytes would fail.
    open.write(Json.write(row).getBytes(UTF_8));
    open.write('\n');
  }

  /** Gives the file its name, or removes one of an earlier attempt if nothing was lost. */
  public void commit() throws IOException {
    OutputStream open = out;
    if (open == null) {
      Storage.delete(List.of(path));
      return;
    }
    open.close();
    out = null;
    Storage.move(temporary, path);
  }

  /** Without {@link #commit} before it, leaves no file. */
  @Override
  public void close() throws IOException {
    OutputStream open = out;
    if (open != null) {
      open.close();
      out = null;
      Storage.delete(List.of(temporary));
    }
  }
}
