package io.github.oryxcuration.runtime.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.GoldenFile;
import io.github.oryxcuration.runtime.weights.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VisionEncoderGoldenTest {
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

  @ParameterizedTest
  @MethodSource("ways")
  void encodesPicturesOfSeveralSizesInOneSequence(ElementType type, boolean packed) {
    GoldenFile golden = GoldenFile.open("02_vit.safetensors");
    try (GoldenNetworks networks = GoldenNetworks.open(type, packed)) {
      List<PatchMatrix> pictures = new ArrayList<>();
      for (int i = 0; golden.has("list.in" + i); i++) {
        pictures.add(picture(golden, "list.in" + i, networks).get(0));
      }
      long[] sizes = golden.longs("list.sizes");
      for (int i = 0; i < pictures.size(); i++) {
        assertThat(pictures.get(i).grid())
            .isEqualTo(new Grid((int) sizes[2 * i], (int) sizes[2 * i + 1]));
      }
      golden.check(
          "list.packed_in",
          networks.floats(networks.encoder().embed(pictures)),
          GoldenNetworks.tolerance(golden, "list.packed_in", type));
      String last = "list.block" + (networks.config().vision().depth() - 1);
      golden.check(
          last,
          networks.floats(networks.encoder().encode(pictures)),
          GoldenNetworks.tolerance(golden, last, type));
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void encodesFramesOfOneSize(ElementType type, boolean packed) {
    GoldenFile golden = GoldenFile.open("02_vit.safetensors");
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
