package io.github.oryxcuration.runtime.vision;

import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.config.VisionConfig;
import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.GoldenFile;
import io.github.oryxcuration.runtime.testing.TestDevice;
import io.github.oryxcuration.runtime.weights.Checkpoint;
import io.github.oryxcuration.runtime.weights.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** The networks of the golden checkpoint, in a type, packed or not. */
record GoldenNetworks(
    OryxConfig config, Checkpoint checkpoint, VisionEncoder encoder, Connector connector)
    implements AutoCloseable {

  /** Steps of the first block, and the embedding of patches before their positions. */
  private static final Script PROBE =
      new Script(
          "probe",
          List.of(
              """
                def floats(self, x: Tensor) -> Tensor:
                  return x.float().cpu()
                def given(self, x: Tensor) -> Tensor:
                  return x.to(torch.device(self.device), self.dtype)
                def first_norm(self, x: Tensor, key: str) -> Tensor:
                  return self.floats(self.norm(self.parts[0], key, x.to(torch.device(self.device))))
                def first_qkv(self, x: Tensor) -> Tensor:
                  w = self.parts[0]
                  return self.floats(self.lin(self.given(x), w["qkv"], w["qkv_bias"]))
                def first_attention(self, x: Tensor, ends: List[int]) -> Tensor:
                  return self.floats(self.attention(self.parts[0], self.given(x), ends))
                def first_mlp(self, x: Tensor) -> Tensor:
                  return self.floats(self.mlp(self.parts[0], self.given(x)))
                def patches(self, x: Tensor) -> Tensor:
                  return self.floats(self.embed_patches(x))
              """));

  /** Every way to run on this machine: element type, packed or not. */
  static List<Arguments> ways() {
    List<Arguments> ways = new ArrayList<>();
    for (boolean packed : TestDevice.packings().toList()) {
      ways.add(Arguments.of(ElementType.F32, packed));
      ways.add(Arguments.of(ElementType.BF16, packed));
    }
    return ways;
  }

  static GoldenNetworks open(ElementType type, boolean packed) {
    Path folder = GoldenFile.checkpoint("checkpoint");
    Checkpoint checkpoint = Checkpoint.open(folder);
    OryxConfig config = OryxConfig.read(folder, checkpoint.tensors());
    return new GoldenNetworks(
        config,
        checkpoint,
        encoder(config.vision(), checkpoint, type, packed),
        Connector.load(checkpoint.tensors(), TestDevice.placement(type), packed));
  }

  private static VisionEncoder encoder(
      VisionConfig config, Checkpoint checkpoint, ElementType type, boolean packed) {
    return VisionEncoder.load(
        config,
        checkpoint.tensors(),
        OryxConfig.VISION_PREFIX,
        TestDevice.placement(type),
        VisionEncoder.script(packed).with(PROBE));
  }

  /** The tower's first blocks. */
  VisionEncoder encoderOf(int depth, ElementType type, boolean packed) {
    VisionConfig all = config.vision();
    VisionConfig first =
        new VisionConfig(
            all.width(), depth, all.heads(), all.mlp(), all.patch(), all.grid(), all.eps());
    return encoder(first, checkpoint, type, packed);
  }

  /** The tolerance of the set in 32 bits; 3 % of the largest element in bfloat16. */
  static double tolerance(GoldenFile golden, String tensor, ElementType type) {
    return type == ElementType.F32 ? golden.tolerance(tensor) : 3e-2;
  }

  /** A tensor of the set, in the type that the networks compute in. */
  Value value(GoldenFile golden, String tensor) {
    int[] shape = golden.shape(tensor);
    long[] sides = Arrays.stream(shape).asLongStream().toArray();
    try (Value floats = Value.floats(golden.floats(tensor), sides)) {
      return connector.module().call("as_computed", floats);
    }
  }

  Value compress(GoldenFile golden, String tensor, long rows, long columns, int side) {
    try (Value features = value(golden, tensor)) {
      return connector.module().call("compress", features, rows, columns, side);
    }
  }

  /** The compressor's queries ("query"), one for each region, or its keys, one for each patch. */
  float[] ofRegions(
      String what, GoldenFile golden, String tensor, long rows, long columns, int side) {
    boolean query = what.equals("query");
    ScriptModule module = connector.module();
    try (Value features = value(golden, tensor);
        Value seen = module.call(query ? "pooled" : "regions", features, rows, columns, side)) {
      return floats(module.call(query ? "queries" : "keys", seen));
    }
  }

  float[] floats(Value value) {
    try (value;
        Value floats = connector.module().call("to_floats", value)) {
      return floats.toFloats();
    }
  }

  @Override
  public void close() {
    encoder.close();
    connector.close();
  }
}
