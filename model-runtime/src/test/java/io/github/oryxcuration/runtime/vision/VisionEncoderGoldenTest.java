package io.github.oryxcuration.runtime.vision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.GoldenFile;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.JsonFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VisionEncoderGoldenTest {
  private static final String FILE = "02_vit.safetensors";

  static List<org.junit.jupiter.params.provider.Arguments> ways() {
    return GoldenNetworks.ways();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void resamplesThePositionTable(ElementType type, boolean packed) {
    GoldenFile golden = GoldenFile.open("01_pos_embed.safetensors");
    try (GoldenNetworks networks = GoldenNetworks.open(type, packed)) {
      for (String name : golden.names()) {
        String[] sides = name.substring("pos_".length()).split("x", -1);
        long rows = Long.parseLong(sides[0]);
        long columns = Long.parseLong(sides[1]);
        Value found = networks.encoder().module().call("positions", rows, columns);
        golden.check(name, networks.floats(found), GoldenNetworks.tolerance(golden, name, type));
      }
    }
  }

  /** At its own size, the table is what is stored, bit for bit. */
  @Test
  void leavesThePositionTableAsItIsAtItsOwnSize() throws Exception {
    JsonNode cases = JsonFiles.object(SharedFiles.golden("cases.json"));
    try (GoldenNetworks networks = GoldenNetworks.open(ElementType.F32, false)) {
      int side = networks.config().vision().grid();
      JsonNode identity = cases.path("case1_identity_%dx%<d".formatted(side));
      float[] found = networks.floats(networks.encoder().module().call("positions", side, side));
      ByteBuffer bytes =
          ByteBuffer.allocate(found.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(found);

      assertThat(Digest.hex(bytes.array()))
          .isEqualTo(identity.path("sha256_of_float32_le_bytes").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void encodesPicturesOfSeveralSizesInOneSequence(ElementType type, boolean packed) {
    GoldenFile golden = GoldenFile.open(FILE);
    try (GoldenNetworks networks = GoldenNetworks.open(type, packed)) {
      List<PatchMatrix> pictures = pictures(golden, networks);
      long[] sizes = golden.longs("list.sizes");
      long[] ends = golden.longs("list.cu_seqlens");
      for (int i = 0; i < pictures.size(); i++) {
        Grid grid = pictures.get(i).grid();
        assertThat(grid).isEqualTo(new Grid((int) sizes[2 * i], (int) sizes[2 * i + 1]));
        assertThat(grid.cells()).isEqualTo((int) (ends[i + 1] - ends[i]));
      }
      check(golden, "list.packed_in", networks.encoder().embed(pictures), networks, type);
      String last = "list.block" + (networks.config().vision().depth() - 1);
      float[] all = networks.floats(networks.encoder().encode(pictures));
      golden.check(last, all, GoldenNetworks.tolerance(golden, last, type));
      int width = networks.config().vision().width();
      for (int i = 0; i < pictures.size(); i++) {
        String own = "list.out" + i;
        float[] found = Arrays.copyOfRange(all, (int) ends[i] * width, (int) ends[i + 1] * width);
        golden.check(own, found, GoldenNetworks.tolerance(golden, own, type));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyBlockGivesWhatTheReferencesGives(ElementType type, boolean packed) {
    GoldenFile golden = GoldenFile.open(FILE);
    try (GoldenNetworks networks = GoldenNetworks.open(type, packed)) {
      List<PatchMatrix> pictures = pictures(golden, networks);
      for (int depth = 1; depth <= networks.config().vision().depth(); depth++) {
        try (VisionEncoder shorter = networks.encoderOf(depth, type, packed)) {
          check(golden, "list.block" + (depth - 1), shorter.encode(pictures), networks, type);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyStepOfTheFirstBlockGivesWhatTheReferencesGives(ElementType type, boolean packed) {
    GoldenFile golden = GoldenFile.open(FILE);
    try (GoldenNetworks networks = GoldenNetworks.open(type, packed);
        Value in = matrix(golden, "list.packed_in");
        Value norm1 = matrix(golden, "list.b0.norm1");
        Value between = sum(golden, "list.packed_in", "list.b0.attn");
        Value norm2 = matrix(golden, "list.b0.norm2");
        Value probe = matrix(golden, "ln_eps.in")) {
      ScriptModule tower = networks.encoder().module();
      check(golden, "list.b0.norm1", tower.call("first_norm", in, "norm1"), networks, type);
      check(golden, "list.b0.qkv", tower.call("first_qkv", norm1), networks, type);
      Value attended = tower.call("first_attention", norm1, golden.longs("list.cu_seqlens"));
      check(golden, "list.b0.attn", attended, networks, type);
      check(golden, "list.b0.norm2", tower.call("first_norm", between, "norm2"), networks, type);
      check(golden, "list.b0.mlp", tower.call("first_mlp", norm2), networks, type);
      check(golden, "ln_eps.out", tower.call("first_norm", probe, "norm1"), networks, type);
      List<PatchMatrix> pictures = pictures(golden, networks);
      for (int i = 0; i < pictures.size(); i++) {
        int cells = pictures.get(i).grid().cells();
        float[] values = pictures.get(i).values();
        try (Value patches = Value.floats(values, cells, values.length / cells)) {
          check(golden, "list.patch_embed" + i, tower.call("patches", patches), networks, type);
        }
      }
    }
  }

  private static List<PatchMatrix> pictures(GoldenFile golden, GoldenNetworks networks) {
    List<PatchMatrix> pictures = new ArrayList<>();
    for (int i = 0; golden.has("list.in" + i); i++) {
      pictures.add(picture(golden, "list.in" + i, networks).get(0));
    }
    return pictures;
  }

  private static Value matrix(GoldenFile golden, String name) {
    return sum(golden, name);
  }

  private static Value sum(GoldenFile golden, String... names) {
    int[] shape = golden.shape(names[0]);
    float[] sum = golden.floats(names[0]);
    for (int i = 1; i < names.length; i++) {
      float[] more = golden.floats(names[i]);
      for (int k = 0; k < sum.length; k++) {
        sum[k] += more[k];
      }
    }
    return Value.floats(sum, shape[shape.length - 2], shape[shape.length - 1]);
  }

  private static void check(
      GoldenFile golden, String tensor, Value found, GoldenNetworks networks, ElementType type) {
    golden.check(tensor, networks.floats(found), GoldenNetworks.tolerance(golden, tensor, type));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void encodesFramesOfOneSize(ElementType type, boolean packed) {
    GoldenFile golden = GoldenFile.open(FILE);
    try (GoldenNetworks networks = GoldenNetworks.open(type, packed)) {
      List<PatchMatrix> frames = picture(golden, "batch.in", networks);
      golden.check(
          "batch.out",
          networks.floats(networks.encoder().encode(frames)),
          GoldenNetworks.tolerance(golden, "batch.out", type));
    }
  }

  private static List<PatchMatrix> picture(
      GoldenFile golden, String name, GoldenNetworks networks) {
    int[] shape = golden.shape(name);
    float[] all = golden.floats(name);
    int planes = 3 * shape[2] * shape[3];
    List<PatchMatrix> pictures = new ArrayList<>();
    for (int i = 0; i < shape[0]; i++) {
      pictures.add(
          PatchMatrix.ofPlanes(
              Arrays.copyOfRange(all, i * planes, (i + 1) * planes),
              shape[2],
              shape[3],
              networks.config().vision().patch()));
    }
    return pictures;
  }
}
