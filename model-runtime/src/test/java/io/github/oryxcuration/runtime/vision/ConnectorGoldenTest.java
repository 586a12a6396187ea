package io.github.oryxcuration.runtime.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.GoldenFile;
import io.github.oryxcuration.runtime.weights.ElementType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectorGoldenTest {
  private static final Pattern COMPRESSED =
      Pattern.compile("(image|text|video|video_long)_T(\\d+)_(\\d+)x(\\d+)\\.in");
  private static final Pattern TWO_VIEWS =
      Pattern.compile("(image|text)_(\\d+)x(\\d+)_(\\d+)x(\\d+)\\.out");
  private static final Pattern FRAMES =
      Pattern.compile("(video|video_long)_T(\\d+)_(\\d+)x(\\d+)\\.out");

  static List<Arguments> ways() {
    return GoldenNetworks.ways();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void compressesAsTheReference(ElementType type, boolean packed) {
    int checked =
        check(
            "03_compressor.safetensors",
            COMPRESSED,
            type,
            packed,
            (networks, golden, named) ->
                networks.compress(
                    golden,
                    named.group(),
                    number(named, 3),
                    number(named, 4),
                    side(named.group(1))));
    assertThat(checked).isGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void projectsAndLaysOutBothViewsOfAPicture(ElementType type, boolean packed) {
    int checked =
        check(
            "04_projector.safetensors",
            TWO_VIEWS,
            type,
            packed,
            (networks, golden, named) -> {
              try (Value low = networks.value(golden, named.group().replace(".out", ".low"));
                  Value high = networks.value(golden, named.group().replace(".out", ".high"))) {
                return networks
                    .connector()
                    .module()
                    .call(
                        "two_views",
                        low,
                        number(named, 2),
                        number(named, 3),
                        high,
                        number(named, 4),
                        number(named, 5));
              }
            });
    assertThat(checked).isGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void projectsAndLaysOutFramesInGroups(ElementType type, boolean packed) {
    int checked =
        check(
            "04_projector.safetensors",
            FRAMES,
            type,
            packed,
            (networks, golden, named) -> {
              try (Value features = networks.value(golden, named.group().replace(".out", ".high"));
                  Value frames =
                      networks
                          .connector()
                          .module()
                          .call("frames", features, number(named, 3), number(named, 4))) {
                int count = (int) number(named, 2);
                List<Integer> order = IntStream.range(0, count).boxed().toList();
                return networks.connector().video(List.of(frames), count, order);
              }
            });
    assertThat(checked).isGreaterThan(1);
  }

  /** Computes one case of the set, which its name describes. */
  private interface Case {
    Value compute(GoldenNetworks networks, GoldenFile golden, Matcher named);
  }

  /** Holds every case of a file whose name has the form against its output; says how many. */
  private static int check(
      String file, Pattern form, ElementType type, boolean packed, Case computed) {
    GoldenFile golden = GoldenFile.open(file);
    int checked = 0;
    try (GoldenNetworks networks = GoldenNetworks.open(type, packed)) {
      for (String name : golden.names()) {
        Matcher named = form.matcher(name);
        if (named.matches()) {
          String out = name.replace(".in", ".out");
          float[] found = networks.floats(computed.compute(networks, golden, named));
          golden.check(out, found, GoldenNetworks.tolerance(golden, out, type));
          checked++;
        }
      }
    }
    return checked;
  }

  @Test
  void refusesAGridThatDoesNotDivideIntoRegions() {
    try (GoldenNetworks networks = GoldenNetworks.open(ElementType.F32, false);
        Value features =
            Value.floats(
                new float[24 * networks.config().vision().width()],
                24,
                networks.config().vision().width())) {
      assertThatThrownBy(
              () -> networks.connector().frames(features, new Grid(4, 6), Compression.LONG_VIDEO))
          .hasMessage("a frame's patches must divide into regions of 4 x 4, but were 4 x 6");
    }
  }

  private static int side(String modality) {
    return switch (modality) {
      case "video" -> 2;
      case "video_long" -> 4;
      default -> 1;
    };
  }

  private static long number(Matcher named, int group) {
    return Long.parseLong(named.group(group));
  }
}
