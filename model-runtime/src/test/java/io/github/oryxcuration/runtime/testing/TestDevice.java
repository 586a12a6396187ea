package io.github.oryxcuration.runtime.testing;

import io.github.oryxcuration.runtime.script.TorchEngine;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.Placement;
import java.util.stream.Stream;

/**
 * The device that tests of the networks run on: {@code golden.device}, the CPU unless it is set.
 */
public final class TestDevice {
  private TestDevice() {}

  public static String name() {
    return System.getProperty("golden.device", Placement.CPU);
  }

  public static Placement placement(ElementType type) {
    return new Placement(type, name());
  }

  /** Plain and, where the engine can, packed. */
  public static Stream<Boolean> packings() {
    boolean packs = name().equals(Placement.CPU) && TorchEngine.get().hasOneDnn();
    return Stream.of(false, packs).distinct();
  }
}
