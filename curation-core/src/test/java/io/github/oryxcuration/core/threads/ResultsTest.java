package io.github.oryxcuration.core.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ResultsTest {
  @Test
  void whatTheWorkThrewIsThrownAsItWas() {
    for (Throwable thrown :
        new Throwable[] {
          new IOException("disk"), new IllegalArgumentException("bug"), new OutOfMemoryError("heap")
        }) {
      assertThatThrownBy(() -> Results.of(CompletableFuture.failedFuture(thrown))).isSameAs(thrown);
    }
    Exception checked = new Exception("other");
    assertThatThrownBy(() -> Results.of(CompletableFuture.failedFuture(checked)))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(checked);
  }

  @Test
  void interruptionWhileWaitingIsToldAndKept() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Results.of(new CompletableFuture<>()))
        .isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
  }
}
