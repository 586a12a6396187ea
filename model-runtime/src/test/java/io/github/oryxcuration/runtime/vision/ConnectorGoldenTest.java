package io.github.oryxcuration.runtime.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.testing.SharedFiles;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.GoldenFile;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.JsonFiles;
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
      Pattern.compile(
          "(image|text|video|video_long)_(?:(?:scaled_)?T\\d+_(\\d+)x(\\d+)|none_(\\d+))\\.in");
  private static final Pattern TWO_VIEWS =
      Pattern.compile("(image|text)_(\\d+)x(\\d+)_(\\d+)x(\\d+)\\.out");
  private static final Pattern FRAMES =
      Pattern.compile("(video|video_long)_T(\\d+)_(\\d+)x(\\d+)\\.out");

  /**
   * The grid of a case and the side of a region; one that the reference was not told is a square.
   */
  private record Regions(long rows, long columns, int side) {
    static Regions of(Matcher named) {
      boolean square = named.group(4) != null;
      return new Regions(
          number(named, square ? 4 : 2), number(named, square ? 4 : 3), sideOf(named.group(1)));
    }
  }

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
            (networks, golden, named) -> {
              Regions regions = Regions.of(named);
              checkQueriesAndKeys(networks, golden, named.group(), regions, type);
              assertThat(golden.longs(named.group().replace(".in", ".new_size")))
                  .containsExactly(
                      regions.rows() / regions.side(), regions.columns() / regions.side());
              return networks.compress(
                  golden, named.group(), regions.rows(), regions.columns(), regions.side());
            });
    assertThat(checked).isGreaterThan(5);
  }

  private static void checkQueriesAndKeys(
      GoldenNetworks networks, GoldenFile golden, String in, Regions regions, ElementType type) {
    for (String what : List.of("query", "key")) {
      String tensor = in.replace(".in", "." + what);
      if (golden.has(tensor)) {
        golden.check(
            tensor,
            networks.ofRegions(what, golden, in, regions.rows(), regions.columns(), regions.side()),
            GoldenNetworks.tolerance(golden, tensor, type));
      }
    }
  }

  /** Every grid that the reference cannot divide. */
  @Test
  void refusesTheGridsThatTheReferenceRefuses() {
    JsonNode grids =
        JsonFiles.object(SharedFiles.golden("cases.json")).path("case3_indivisible_grids");
    assertThat(grids).isNotEmpty();
    try (GoldenNetworks networks = GoldenNetworks.open(ElementType.F32, false)) {
      int width = networks.config().vision().width();
      for (JsonNode refused : grids) {
        Grid grid = new Grid(refused.at("/grid/0").intValue(), refused.at("/grid/1").intValue());
        Compression compression =
            refused.path("mode").asText().equals("video")
                ? Compression.VIDEO
                : Compression.LONG_VIDEO;
        try (Value features = Value.floats(new float[grid.cells() * width], grid.cells(), width)) {
          assertThatThrownBy(() -> networks.connector().frames(features, grid, compression))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage(
                  "a frame's patches must divide into regions of %s x %<s, but were %s x %s"
                      .formatted(compression.side(), grid.rows(), grid.columns()));
        }
      }
    }
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

  private static int sideOf(String modality) {
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
