package io.github.oryxcuration.runtime.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayerSplitTest {
  @Test
  void layersGoInProportionToTheRoom() {
    assertThat(LayerSplit.of(28, new long[] {300, 100}, 10)).hasValue(new int[] {21, 7});
    assertThat(LayerSplit.of(2, new long[] {100, 100}, 10)).hasValue(new int[] {1, 1});
    assertThat(LayerSplit.of(3, new long[] {1_000_000, 10}, 10)).hasValue(new int[] {2, 1});
    assertThat(LayerSplit.of(5, new long[] {50}, 10)).hasValue(new int[] {5});
    assertThat(LayerSplit.of(4, new long[] {7, 1}, 0)).hasValue(new int[] {3, 1});
  }

  @Test
  void whatDoesNotFitOrLeavesADeviceWithoutALayerIsRefused() {
    assertThat(LayerSplit.of(6, new long[] {50}, 10)).isEmpty();
    assertThat(LayerSplit.of(6, new long[] {50, 9}, 10)).isEmpty();
    assertThat(LayerSplit.of(6, new long[] {50, -1}, 0)).isEmpty();
    assertThat(LayerSplit.of(1, new long[] {50, 50}, 10)).isEmpty();
  }

  @Test
  void whereverThereIsASplitOneIsFoundThatFits() {
    Random random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      long[] room = random.longs(1 + random.nextInt(5), 0, 1_000).toArray();
      int layers = 1 + random.nextInt(80);
      long layer = 1L + random.nextInt(60);
      long most = Arrays.stream(room).map(each -> each / layer).sum();
      boolean possible =
          most >= layers
              && room.length <= layers
              && Arrays.stream(room).allMatch(each -> each >= layer);

      Optional<int[]> counts = LayerSplit.of(layers, room, layer);

      assertThat(counts.isPresent()).isEqualTo(possible);
      counts.ifPresent(
          found -> {
            assertThat(Arrays.stream(found).sum()).isEqualTo(layers);
            for (int i = 0; i < room.length; i++) {
              assertThat((long) found[i]).isBetween(1L, room[i] / layer);
            }
          });
    }
  }

  @Test
  void countsBecomeRangesInOrder() {
    List<DeviceRoom> devices = List.of(new DeviceRoom("cuda:0", 9), new DeviceRoom("cuda:1", 9));
    assertThat(LayerSplit.ranges(devices, new int[] {3, 2}))
        .containsExactly(new LayerRange("cuda:0", 0, 3), new LayerRange("cuda:1", 3, 5));
  }
}
