package io.github.oryxcuration.runtime.vision;

import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.GoldenFile;
import io.github.oryxcuration.runtime.testing.TestDevice;
import io.github.oryxcuration.runtime.weights.Checkpoint;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.Placement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** The networks of the golden checkpoint, in a type, packed or not. */
record GoldenNetworks(OryxConfig config, VisionEncoder encoder, Connector connector)
    implements AutoCloseable {

  /** Every way to run on this machine, and how much more than the stated tolerance it may take. */
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
    Placement placement = TestDevice.placement(type);
    return new GoldenNetworks(
        config,
        VisionEncoder.load(
            config.vision(), checkpoint.tensors(), OryxConfig.VISION_PREFIX, placement, packed),
        Connector.load(checkpoint.tensors(), placement, packed));
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
