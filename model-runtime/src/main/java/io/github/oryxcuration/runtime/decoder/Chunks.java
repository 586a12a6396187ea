package io.github.oryxcuration.runtime.decoder;

import io.github.oryxcuration.runtime.config.DecoderConfig;
import java.util.List;

/** How many positions of a prompt go through the layers at once. */
final class Chunks {
  /** More gain nothing on the CPU; a GPU wants more. */
  private static final int CPU = 512;

  private static final int GPU = 2048;
  private static final int LEAST = 64;

  /** From 32 MB on, the C library asks the system for fresh pages for every tensor. */
  private static final long CPU_BYTES = 24L << 20;

  private Chunks() {}

  static int of(DecoderConfig config, List<StagePlacement> stages) {
    StagePlacement stage = stages.get(0);
    if (!stage.placement().onCpu()) {
      return GPU;
    }
    long row = 2L * config.intermediate() * stage.placement().type().bytes();
    return (int) Math.max(LEAST, Math.min(CPU, CPU_BYTES / row / LEAST * LEAST));
  }
}
