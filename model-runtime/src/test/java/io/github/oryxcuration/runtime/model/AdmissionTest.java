package io.github.oryxcuration.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.runtime.memory.DeviceRoom;
import io.github.oryxcuration.runtime.memory.LayerRange;
import io.github.oryxcuration.runtime.memory.MemoryPlan;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AdmissionTest {
  private static final long ROOM = 100;

  private final Admission admission = new Admission(() -> List.of(new DeviceRoom("cpu", ROOM)));

  /** Takes so many bytes, or is refused. */
  private MemoryPlan enter(long bytes) {
    return admission.enter(
        rooms -> {
          if (rooms.get(0).free() < bytes) {
            throw new ModelException("takes " + bytes + " of " + rooms.get(0).free());
          }
          return new MemoryPlan(
              ElementType.F32,
              List.of(new LayerRange("cpu", 0, 1)),
              1,
              1,
              List.of(new MemoryPlan.Use("cpu", "all", bytes)));
        },
        plan -> true);
  }

  @Test
  void callsThatFitTogetherAreLetInTogether() {
    admission.leave(enter(60));
    MemoryPlan first = enter(60);
    MemoryPlan second = enter(40);

    assertThat(List.of(first.total(), second.total())).containsExactly(60L, 40L);
  }

  @Test
  void callThatDoesNotFitBesideAnotherWaitsForIt() throws Exception {
    MemoryPlan first = enter(60);
    CompletableFuture<MemoryPlan> second = CompletableFuture.supplyAsync(() -> enter(41));

    assertThatThrownBy(() -> second.get(100, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    admission.leave(first);
    assertThat(second.get().total()).isEqualTo(41);
  }

  @Test
  void callThatDoesNotFitAloneIsRefused() {
    assertThatThrownBy(() -> enter(101)).hasMessage("takes 101 of 100");
    assertThat(enter(100).total()).isEqualTo(100);
  }

  @Test
  void closingWaitsForCallsAndLetsNobodyIn() throws Exception {
    MemoryPlan first = enter(60);
    CompletableFuture<Boolean> closing = CompletableFuture.supplyAsync(admission::close);

    assertThatThrownBy(() -> closing.get(100, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    assertThatThrownBy(() -> enter(1)).hasMessage("the model is closed");
    admission.leave(first);
    assertThat(closing.get()).isTrue();
    assertThat(admission.close()).isFalse();
  }
}
