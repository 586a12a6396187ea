package io.github.oryxcuration.runtime.memory;

import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.util.List;

/**
 * Where everything goes and in which pieces work is done.
 *
 * @param stages all decoder layers in order; the first device also holds the vision tower, the
 *     compressor, the projector and the embedding, the last one the head
 * @param chunk the most positions of a prompt that may go through a layer at once
 * @param group the most patches of pictures that may be encoded at once; at least the largest one
 * @param uses what takes memory, in the order of the devices and of the data
 */
public record MemoryPlan(
    ElementType type, List<LayerRange> stages, int chunk, int group, List<Use> uses) {
  /**
   * One use of memory.
   *
   * @param what such as "vision tower" or "keys and values"
   */
  public record Use(String device, String what, long bytes) {}

  public MemoryPlan {
    stages = List.copyOf(stages);
    uses = List.copyOf(uses);
  }

  /**
   * Plans a model and the most that will be asked of it. Layers are spread over all devices in
   * proportion to their room; work is done in the largest pieces that fit.
   *
   * @param devices in the order of the data; one that cannot hold a layer is left out
   * @throws ModelException if it does not fit; gives the numbers and the ways out
   */
  public static MemoryPlan of(
      OryxConfig config, WeightSizes weights, Workload work, List<DeviceRoom> devices) {
    return new MemoryPlanner(config, weights, work, devices).plan();
  }

  /**
   * Plans a batch on a model that is loaded already.
   *
   * @param stages of the loaded model
   * @param devices of the stages, with what is free now
   * @throws ModelException if it does not fit; gives the numbers and the ways out
   */
  public static MemoryPlan ofBatch(
      OryxConfig config,
      ElementType type,
      Workload work,
      List<LayerRange> stages,
      List<DeviceRoom> devices) {
    WeightSizes loaded = new WeightSizes(type, 0, 0, 0, 0, config.decoder().layers(), 0, 0, 0);
    return new MemoryPlanner(config, loaded, work, devices).plan(stages);
  }

  /** Whether its pieces are as large as they are worth being, memory being no matter. */
  public boolean isWhole(Workload work) {
    return chunk >= MemoryPlanner.LARGEST_CHUNK
        && group >= Math.min(work.patches(), MemoryPlanner.LARGEST_GROUP);
  }

  /** Bytes on one device. */
  public long on(String device) {
    return uses.stream().filter(use -> use.device().equals(device)).mapToLong(Use::bytes).sum();
  }

  /** Bytes on all devices. */
  public long total() {
    return uses.stream().mapToLong(Use::bytes).sum();
  }
}
