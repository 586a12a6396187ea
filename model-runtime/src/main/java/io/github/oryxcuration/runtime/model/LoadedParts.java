package io.github.oryxcuration.runtime.model;

import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.decoder.Decoder;
import io.github.oryxcuration.runtime.decoder.StagePlacement;
import io.github.oryxcuration.runtime.device.CpuFeatures;
import io.github.oryxcuration.runtime.device.Gpus;
import io.github.oryxcuration.runtime.memory.DeviceRoom;
import io.github.oryxcuration.runtime.memory.LayerRange;
import io.github.oryxcuration.runtime.memory.MemoryPlan;
import io.github.oryxcuration.runtime.memory.WeightSizes;
import io.github.oryxcuration.runtime.memory.Workload;
import io.github.oryxcuration.runtime.prompt.ModelTokenizer;
import io.github.oryxcuration.runtime.script.TorchEngine;
import io.github.oryxcuration.runtime.vision.Connector;
import io.github.oryxcuration.runtime.vision.VisionEncoder;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.Placement;
import io.github.oryxcuration.runtime.weights.WeightDigests;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What was opened for a model, to be closed together.
 *
 * @param left free on its devices once it was loaded
 */
record LoadedParts(
    OryxCheckpoint checkpoint,
    MemoryPlan plan,
    List<DeviceRoom> left,
    ModelTokenizer tokenizer,
    Embedder embedder) {
  /** What must fit for loading to make sense: a short answer about a small picture. */
  private static final Workload LEAST = Workload.one(1024, 128, 1024, 1024);

  static LoadedParts load(ModelSpec spec) {
    OryxCheckpoint checkpoint = OryxCheckpoint.open(Path.of(spec.folder()));
    OryxConfig config = checkpoint.config();
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      ModelTokenizer tokenizer = ModelTokenizer.open(checkpoint.folder(), config.decoder().vocab());
      opened.push(tokenizer);
      List<DeviceRoom> rooms = Gpus.rooms(spec.devices());
      boolean onCpu = rooms.get(0).device().equals(Placement.CPU);
      ElementType type = spec.precision().choose(onCpu, CpuFeatures.ofThisMachine());
      MemoryPlan plan = MemoryPlan.of(config, WeightSizes.of(checkpoint, type), LEAST, rooms);
      Placement first = new Placement(type, plan.stages().get(0).device());
      boolean packed = first.canPack();
      VisionEncoder encoder =
          VisionEncoder.load(
              config.vision(), checkpoint.tensors(), OryxConfig.VISION_PREFIX, first, packed);
      opened.push(encoder);
      Connector connector = Connector.load(checkpoint.tensors(), first, packed);
      opened.push(connector);
      Decoder decoder =
          Decoder.load(
              config.decoder(),
              checkpoint.tensors(),
              plan.stages().stream().map(stage -> placed(stage, type)).toList());
      opened.push(decoder);
      return new LoadedParts(
          checkpoint,
          plan,
          Gpus.rooms(devices(plan)),
          tokenizer,
          new Embedder(encoder, connector, decoder, config.vision().patch()));
    } catch (RuntimeException | Error e) {
      closeAll(opened, e);
      throw e;
    }
  }

  private static StagePlacement placed(LayerRange stage, ElementType type) {
    return StagePlacement.of(stage.first(), stage.end(), new Placement(type, stage.device()));
  }

  private static void closeAll(Deque<AutoCloseable> opened, Throwable cause) {
    for (AutoCloseable part : opened) {
      try {
        part.close();
      } catch (Exception e) {
        cause.addSuppressed(e);
      }
    }
  }

  Decoder decoder() {
    return embedder.decoder();
  }

  /** Special tokens are left out. */
  String decode(long[] ids) {
    return tokenizer.decode(Arrays.stream(ids).mapToInt(Math::toIntExact).toArray(), true);
  }

  private static List<String> devices(MemoryPlan plan) {
    return plan.stages().stream().map(LayerRange::device).toList();
  }

  /**
   * What is free for calls. A GPU is the model's own, and looking would make the engine give back
   * what it keeps in store for the next call: there, what loading left. The machine is shared.
   */
  List<DeviceRoom> freeNow() {
    return left.get(0).device().equals(Placement.CPU) ? Gpus.rooms(devices(plan)) : left;
  }

  ModelIdentity identity(WeightDigests digests) {
    TorchEngine engine = TorchEngine.get();
    return new ModelIdentity(
        digests.of(checkpoint.files()),
        tokenizer.digest(),
        plan.type(),
        devices(plan),
        engine.threads(),
        "libtorch " + engine.version());
  }

  void close() {
    decoder().close();
    embedder.connector().close();
    embedder.encoder().close();
    tokenizer.close();
  }
}
