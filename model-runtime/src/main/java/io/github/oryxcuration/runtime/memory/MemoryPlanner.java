package io.github.oryxcuration.runtime.memory;

import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.memory.MemoryPlan.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches for the plan with the largest pieces. */
final class MemoryPlanner {
  static final int LARGEST_CHUNK = 2048;
  private static final int SMALLEST_CHUNK = 64;

  /** More patches at once gain nothing, on any device. */
  static final int LARGEST_GROUP = 8192;

  private final OryxConfig config;
  private final WeightSizes weights;
  private final Workload work;
  private final List<DeviceRoom> devices;

  MemoryPlanner(OryxConfig config, WeightSizes weights, Workload work, List<DeviceRoom> devices) {
    this.config = config;
    this.weights = weights;
    this.work = work;
    this.devices = List.copyOf(devices);
    if (devices.isEmpty()) {
      throw new IllegalArgumentException("devices must not be empty");
    }
  }

  /** A plan that also spreads the layers. */
  MemoryPlan plan() {
    List<DeviceRoom> used =
        new ArrayList<>(devices.subList(0, Math.min(devices.size(), weights.layers())));
    while (true) {
      for (int chunk = LARGEST_CHUNK; chunk >= SMALLEST_CHUNK; chunk /= 2) {
        for (int group : groups()) {
          Optional<List<LayerRange>> stages = split(used, chunk, group);
          if (stages.isPresent()) {
            return plan(stages.get(), chunk, group);
          }
        }
      }
      if (used.size() == 1) {
        throw new Refusal(config, weights, work, devices).because(smallest(used));
      }
      // Without the device of least room: it may be too small for the parts that it must hold.
      used.remove(least(used));
    }
  }

  /** A plan for stages that are given. */
  MemoryPlan plan(List<LayerRange> stages) {
    for (int chunk = LARGEST_CHUNK; chunk >= SMALLEST_CHUNK; chunk /= 2) {
      for (int group : groups()) {
        MemoryPlan plan = plan(stages, chunk, group);
        if (devices.stream().allMatch(each -> plan.on(each.device()) <= each.usable())) {
          return plan;
        }
      }
    }
    throw new Refusal(config, weights, work, devices)
        .because(plan(stages, SMALLEST_CHUNK, work.largestPicture()));
  }

  private MemoryPlan smallest(List<DeviceRoom> used) {
    LayerRange all = new LayerRange(used.get(0).device(), 0, weights.layers());
    return plan(List.of(all), SMALLEST_CHUNK, work.largestPicture());
  }

  private static int least(List<DeviceRoom> used) {
    int least = 1;
    for (int i = 2; i < used.size(); i++) {
      if (used.get(i).usable() < used.get(least).usable()) {
        least = i;
      }
    }
    return least;
  }

  /** Patches to encode at once: all or many, then half as many, down to one picture. */
  private List<Integer> groups() {
    List<Integer> groups = new ArrayList<>();
    for (int group = Math.min(work.patches(), LARGEST_GROUP);
        group > work.largestPicture();
        group /= 2) {
      groups.add(group);
    }
    groups.add(work.largestPicture());
    return groups;
  }

  private Optional<List<LayerRange>> split(List<DeviceRoom> used, int chunk, int group) {
    long layer = weights.layer() + memory(used.get(0)).cacheOfLayer(work);
    long[] room = new long[used.size()];
    for (int i = 0; i < room.length; i++) {
      long beside =
          beside(used.get(i), i == 0, i == room.length - 1, chunk, group).stream()
              .mapToLong(Use::bytes)
              .sum();
      room[i] = used.get(i).usable() - beside;
    }
    return LayerSplit.of(weights.layers(), room, layer)
        .map(counts -> LayerSplit.ranges(used, counts));
  }

  private MemoryPlan plan(List<LayerRange> stages, int chunk, int group) {
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      LayerRange stage = stages.get(i);
      DeviceRoom device = room(stage.device());
      uses.addAll(beside(device, i == 0, i == stages.size() - 1, chunk, group));
      add(uses, device, Part.LAYERS.words(), stage.layers() * weights.layer());
      long cache = stage.layers() * memory(device).cacheOfLayer(work);
      add(uses, device, "keys and values", cache);
    }
    return new MemoryPlan(weights.type(), stages, chunk, group, uses);
  }

  private DeviceRoom room(String name) {
    return devices.stream()
        .filter(device -> device.device().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("devices must hold " + name + ", but are " + devices));
  }

  /** All that a device holds beside layers and their keys and values. */
  private List<Use> beside(DeviceRoom device, boolean first, boolean last, int chunk, int group) {
    List<Use> uses = new ArrayList<>();
    WorkingMemory memory = memory(device);
    long computing = memory.layers(chunk, work);
    if (first) {
      add(uses, device, Part.VISION.words(), weights.vision());
      add(uses, device, Part.CONNECTOR.words(), weights.connector());
      add(uses, device, Part.EMBEDDING.words(), weights.embedding());
      add(uses, device, "prompts", memory.prompts(work));
      if (group > 0) {
        computing = Math.max(computing, memory.vision(group, work.largestPicture()));
      }
    }
    if (last) {
      add(uses, device, Part.HEAD.words(), first ? weights.head() : weights.headElsewhere());
      computing = Math.max(computing, memory.logits(work));
    }
    // Converting or packing the largest tensor, and computing, never happen at once.
    add(uses, device, "computing", Math.max(computing, weights.largest()));
    return uses;
  }

  private WorkingMemory memory(DeviceRoom device) {
    return new WorkingMemory(config, weights.type(), device.onCpu());
  }

  private static void add(List<Use> uses, DeviceRoom device, String what, long bytes) {
    if (bytes > 0) {
      uses.add(new Use(device.device(), what, bytes));
    }
  }
}
