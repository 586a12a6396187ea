package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.runtime.memory.DeviceRoom;
import io.github.oryxcuration.runtime.memory.MemoryPlan;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets calls in as far as the memory of their plans goes. A call waits while others leave it less
 * than it would have alone: neither is its work cut into smaller pieces because of them (which
 * would round otherwise, and might answer otherwise), nor is it refused.
 */
final class Admission {
  private final Supplier<List<DeviceRoom>> free;
  private final Map<String, Long> reserved = new HashMap<>();

  /** What was free when the first of the calls under way came. */
  private List<DeviceRoom> room = List.of();

  private int calls;
  private int visits;
  private boolean closed;

  Admission(Supplier<List<DeviceRoom>> free) {
    this.free = free;
  }

  /**
   * Waits for memory and takes it.
   *
   * @param planning of the call, for what is free
   * @param whole whether the plan's pieces are as large as they are worth being
   * @throws ModelException if it does not fit even alone
   * @throws IllegalStateException if the model is closed
   */
  synchronized MemoryPlan enter(
      Function<List<DeviceRoom>, MemoryPlan> planning, Predicate<MemoryPlan> whole) {
    while (true) {
      if (closed) {
        throw new IllegalStateException("the model is closed");
      }
      if (calls == 0) {
        room = free.get();
      }
      try {
        MemoryPlan plan = planning.apply(left());
        if (calls == 0 || whole.test(plan)) {
          calls++;
          room.forEach(each -> reserved.merge(each.device(), plan.on(each.device()), Long::sum));
          return plan;
        }
      } catch (ModelException e) {
        if (calls == 0) {
          throw e;
        }
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for memory", e);
      }
    }
  }

  private List<DeviceRoom> left() {
    List<DeviceRoom> left = new ArrayList<>();
    for (DeviceRoom each : room) {
      long taken = reserved.getOrDefault(each.device(), 0L);
      left.add(new DeviceRoom(each.device(), Math.max(0, each.free() - taken)));
    }
    return left;
  }

  /**
   * Lets a call in that takes no memory to speak of.
   *
   * @throws IllegalStateException if the model is closed
   */
  synchronized void visit() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    visits++;
  }

  /** Ends such a call. */
  synchronized void endVisit() {
    visits--;
    notifyAll();
  }

  /** Gives the memory of a call back. */
  synchronized void leave(MemoryPlan plan) {
    calls--;
    room.forEach(each -> reserved.merge(each.device(), -plan.on(each.device()), Long::sum));
    notifyAll();
  }

  /**
   * Lets nobody in any more, and waits for the calls under way.
   *
   * @return whether this is the first time
   */
  synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    notifyAll();
    boolean interrupted = false;
    while (calls + visits > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // Freeing what a call still uses would end the process.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return first;
  }
}
