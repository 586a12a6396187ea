package io.github.oryxcuration.core.shard;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The sha256 of a stream, kept by a thread of its own while the stream is written. Bytes are taken
 * by reference and must not change. The thread ends with {@link #stop}.
 */
final class RunningDigest {
  private static final long BATCH = 1L << 20;
  private static final long MAX_BEHIND = 32L << 20;

  private final MessageDigest sha256;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "shard digest");
            made.setDaemon(true);
            return made;
          });

  private List<ByteBuffer> batch = new ArrayList<>();
  private long batchBytes;
  private long behind;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  RunningDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Waits where the digest is 32 MiB behind, so that the bytes it holds stay bounded. */
  void update(ByteBuffer bytes) {
    batch.add(bytes);
    batchBytes += bytes.remaining();
    if (batchBytes >= BATCH) {
      submit();
    }
  }

  private void submit() {
    if (behind > MAX_BEHIND) {
      last.join();
      behind = 0;
    }
    List<ByteBuffer> next = batch;
    last = CompletableFuture.runAsync(() -> next.forEach(sha256::update), thread);
    behind += batchBytes;
    batch = new ArrayList<>();
    batchBytes = 0;
  }

  /** Of all bytes, in lower-case hexadecimal. */
  String finish() {
    submit();
    last.join();
    return HexFormat.of().formatHex(sha256.digest());
  }

  void stop() {
    thread.shutdown();
  }
}
