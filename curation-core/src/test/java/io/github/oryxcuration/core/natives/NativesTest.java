package io.github.oryxcuration.core.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativesTest {
  /** Like a class that unpacks its library through an interruptible channel. */
  static final class Fragile {
    static final boolean SOUND = unpack();

    private Fragile() {}

    private static boolean unpack() {
      if (Thread.currentThread().isInterrupted()) {
        throw new UnsatisfiedLinkError("closed by interrupt");
      }
      return true;
    }
  }

  static final class Broken {
    static final int NEVER = fail();

    private Broken() {}

    private static int fail() {
      throw new UnsatisfiedLinkError("no such library");
    }
  }

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  @Test
  void interruptDoesNotReachTheInitialiserAndIsKept() {
    Thread.currentThread().interrupt();

    Natives.load(Fragile.class);

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(Fragile.SOUND).isTrue();
  }

  @Test
  void failureIsThatOfTheInitialiser() {
    assertThatThrownBy(() -> Natives.load(Broken.class))
        .isInstanceOf(UnsatisfiedLinkError.class)
        .hasMessage("no such library");
  }
}
