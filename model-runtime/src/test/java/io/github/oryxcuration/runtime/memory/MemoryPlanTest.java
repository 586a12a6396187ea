package io.github.oryxcuration.runtime.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.oryxcuration.runtime.config.Architecture;
import io.github.oryxcuration.runtime.config.DecoderConfig;
import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.config.OryxConfig;
import io.github.oryxcuration.runtime.memory.MemoryPlan.Use;
import io.github.oryxcuration.runtime.tiny.TinyCheckpoint;
import io.github.oryxcuration.runtime.tiny.TinySpec;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryPlanTest {
  private static final long GIB = 1L << 30;
  private static final OryxConfig SEVEN = real(3584, 18944, 28, 28, 4, 152064, Architecture.QWEN2);
  private static final OryxConfig THIRTY_TWO =
      real(5120, 27648, 64, 40, 8, 152064, Architecture.QWEN2);

  /** An image of 1280x1280 pixels and a question. */
  private static final Workload PICTURE = Workload.one(7_200, 128, 6_976, 6_400);

  private static OryxConfig real(
      int hidden,
      int inner,
      int layers,
      int heads,
      int kvHeads,
      int vocab,
      Architecture architecture) {
    DecoderConfig decoder =
        new DecoderConfig(
            architecture,
            hidden,
            inner,
            layers,
            heads,
            kvHeads,
            128,
            vocab,
            1e6,
            1e-6,
            true,
            false,
            32768);
    return TinySpec.tiny().withDecoder(decoder).withVision(TinySpec.realVision()).config();
  }

  @Test
  void weightsOfTheReleasedModelsHaveTheirPublishedSizes() {
    WeightSizes seven = WeightSizes.of(SEVEN, ElementType.BF16, ElementType.BF16);
    // 16.13 GB in the published shards of Oryx-1.5-7B: Qwen2.5-7B 15.231, tower 0.862, and the
    // rest.
    assertThat(seven.vision()).isEqualTo(862_453_728L);
    assertThat(seven.embedding() + seven.head() + 28 * seven.layer()).isEqualTo(15_231_233_024L);
    assertThat(seven.total()).isEqualTo(16_128_858_080L);
    assertThat(WeightSizes.of(SEVEN, ElementType.BF16, ElementType.F32).layer())
        .isEqualTo(2 * seven.layer());
  }

  @Test
  void weightsOfACheckpointAddUpToItsFiles(@TempDir Path folder) throws IOException {
    TinyCheckpoint.write(folder, TinySpec.tiny());
    OryxCheckpoint checkpoint = OryxCheckpoint.open(folder);
    long stored = checkpoint.tensors().values().stream().mapToLong(tensor -> tensor.bytes()).sum();
    assertThat(WeightSizes.of(checkpoint, ElementType.F32).total()).isEqualTo(stored);
    assertThat(stored).isLessThan(Files.size(folder.resolve("model.safetensors")));
  }

  @Test
  void aTiedHeadCostsNothingBesideItsEmbeddingAndACopyElsewhere() {
    OryxConfig tied = TinySpec.qwen05b().config();
    long table = 151_936L * 896;
    WeightSizes same = WeightSizes.of(tied, ElementType.BF16, ElementType.BF16);
    assertThat(same.head()).isEqualTo(896 * 2);
    assertThat(same.headElsewhere()).isEqualTo(896 * 2 + table * 2);
    WeightSizes other = WeightSizes.of(tied, ElementType.BF16, ElementType.F32);
    assertThat(other.embedding()).isEqualTo(table * 2);
    assertThat(other.head()).isEqualTo(896 * 4 + table * 4);
  }

  @Test
  void oneDeviceTakesAllInTheLargestPieces() {
    MemoryPlan plan = plan(SEVEN, PICTURE, new DeviceRoom("cuda:0", 40 * GIB));
    assertThat(plan.stages()).containsExactly(new LayerRange("cuda:0", 0, 28));
    assertThat(plan.chunk()).isEqualTo(2048);
    assertThat(plan.group()).isEqualTo(6_976);
    assertThat(plan.uses())
        .contains(
            new Use("cuda:0", "vision tower", 862_453_728L),
            // 57,344 bytes a token: 28 layers, keys and values, 4 heads of 128 numbers in 2 bytes.
            new Use("cuda:0", "keys and values", 57_344L * (7_200 + 128)));
    assertThat(plan.total()).isEqualTo(plan.on("cuda:0")).isBetween(16 * GIB, 18 * GIB);
  }

  @Test
  void layersSpreadOverDevicesThatOneModelNeedsTogether() {
    MemoryPlan plan =
        plan(
            THIRTY_TWO,
            PICTURE,
            new DeviceRoom("cuda:0", 40 * GIB),
            new DeviceRoom("cuda:1", 47 * GIB));
    assertThat(plan.stages()).hasSize(2);
    assertThat(plan.stages().get(0).first()).isZero();
    assertThat(plan.stages().get(1).end()).isEqualTo(64);
    assertThat(plan.stages().get(0).layers()).isLessThan(plan.stages().get(1).layers());
    assertThat(plan.on("cuda:0")).isLessThan(40 * GIB);
    assertThat(plan.on("cuda:1")).isLessThan(47 * GIB);
    assertThat(plan.uses())
        .extracting(Use::device, Use::what)
        .contains(tuple("cuda:0", "embedding"), tuple("cuda:1", "last norm and head"));
  }

  @Test
  void aDeviceTooSmallForItsPartsIsLeftOut() {
    MemoryPlan plan =
        plan(SEVEN, PICTURE, new DeviceRoom("cuda:0", 40 * GIB), new DeviceRoom("cuda:1", GIB));
    assertThat(plan.stages()).containsExactly(new LayerRange("cuda:0", 0, 28));
  }

  @Test
  void piecesShrinkUntilTheyFit() {
    Workload video = Workload.one(14_000, 128, 64 * 800, 800);
    List<LayerRange> stages = plan(SEVEN, video, new DeviceRoom("cuda:0", 40 * GIB)).stages();
    long fixed = 57_344L * (14_000 + 128) + 2L * 14_000 * 3584 * 2 + (768L << 20);
    MemoryPlan wide = batch(video, stages, 40 * GIB);
    MemoryPlan narrow = batch(video, stages, fixed + 150_000_000);

    assertThat(wide.isWhole(video)).isTrue();
    assertThat(narrow.isWhole(video)).isFalse();
    assertThat(narrow.group()).isLessThan(wide.group()).isGreaterThanOrEqualTo(800);
    assertThat(narrow.chunk()).isLessThan(wide.chunk());
    assertThat(narrow.on("cuda:0")).isLessThan(wide.on("cuda:0"));
  }

  private static MemoryPlan batch(Workload work, List<LayerRange> stages, long free) {
    List<DeviceRoom> devices = List.of(new DeviceRoom("cuda:0", free));
    return MemoryPlan.ofBatch(SEVEN, ElementType.BF16, work, stages, devices);
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheNumbersAndTheWaysOut() {
    Workload work = new Workload(2, 7_200, 8, 512, 6_976, 6_400);
    WeightSizes weights = WeightSizes.of(SEVEN, ElementType.BF16, ElementType.F32);
    List<DeviceRoom> devices = List.of(new DeviceRoom("cuda:0", 23 * GIB));
    assertThatThrownBy(() -> MemoryPlan.of(SEVEN, weights, work, devices))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            """
            This does not fit: it takes 33.9 GiB as F32, for 2 prompts of 7200 tokens, 8 answers \
            each of up to 512 tokens:
              - vision tower: 1.6 GiB
              - compressor and projector: 67.1 MiB
              - embedding: 1.0 GiB
              - prompts: 393.8 MiB
              - last norm and head: 2.0 GiB
              - computing: 2.0 GiB
              - decoder layers: 24.3 GiB
              - keys and values: 2.4 GiB
              - free on cuda:0: 22.3 GiB
              - way out: compute in bfloat16 (--dtype bf16), which halves all of it
              - way out: spread the layers over more GPUs (--devices 0,1,…)
              - way out: fewer prompts at once; the keys and values of one prompt take 1.2 GiB \
            instead of 2.4 GiB
              - way out: fewer answers per prompt; the keys and values of one answer take 1.6 GiB \
            instead of 2.4 GiB
              - way out: shorter prompts or answers (smaller pictures, fewer frames); a token takes \
            112.0 KiB of keys and values
              - way out: compute on the CPU (--devices cpu)""");
  }

  @Test
  void aBatchOnALoadedModelIsPlannedOnWhatIsFreeNow() {
    List<LayerRange> stages =
        List.of(new LayerRange("cuda:0", 0, 20), new LayerRange("cuda:1", 20, 28));
    List<DeviceRoom> free =
        List.of(new DeviceRoom("cuda:0", 6 * GIB), new DeviceRoom("cuda:1", 6 * GIB));
    MemoryPlan plan = MemoryPlan.ofBatch(SEVEN, ElementType.BF16, PICTURE, stages, free);
    assertThat(plan.stages()).isEqualTo(stages);
    assertThat(plan.uses())
        .extracting(Use::what)
        .containsExactly("prompts", "computing", "keys and values", "computing", "keys and values");
    Workload many = PICTURE.withPrompts(32);
    assertThatThrownBy(() -> MemoryPlan.ofBatch(SEVEN, ElementType.BF16, many, stages, free))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("This does not fit: it takes ")
        .hasMessageContaining("for 32 prompts of 7200 tokens, 1 answer each of up to 128 tokens:")
        .hasMessageContaining("way out: fewer prompts at once")
        .hasMessageNotContaining("--devices");
  }

  @Test
  void sizesReadAsPeopleSayThem() {
    assertThat(Bytes.text(0)).isEqualTo("0 bytes");
    assertThat(Bytes.text(1023)).isEqualTo("1023 bytes");
    assertThat(Bytes.text(1024)).isEqualTo("1.0 KiB");
    assertThat(Bytes.text(1_610_612_736)).isEqualTo("1.5 GiB");
    assertThat(Bytes.text(Long.MAX_VALUE)).isEqualTo("8388608.0 TiB");
  }

  private static MemoryPlan plan(OryxConfig config, Workload work, DeviceRoom... devices) {
    WeightSizes weights = WeightSizes.of(config, ElementType.BF16, ElementType.BF16);
    return MemoryPlan.of(config, weights, work, List.of(devices));
  }

  @Test
  void promptsOfSeveralLengthsTakeWhatTheirTokensTake() {
    WorkingMemory memory = new WorkingMemory(SEVEN, ElementType.BF16, false);
    Workload even = new Workload(4, 16_000, 2, 100, 0, 0);
    Workload uneven = new Workload(4, 16_000, 22_000, 2, 100, 0, 0);

    long token = memory.cacheOfLayer(new Workload(1, 1, 1, 0, 0, 0));
    assertThat(memory.cacheOfLayer(even)).isEqualTo(64_800 * token);
    assertThat(memory.cacheOfLayer(uneven)).isEqualTo(22_800 * token);
    assertThat(memory.prompts(uneven)).isLessThan(memory.prompts(even));
    assertThatThrownBy(() -> new Workload(4, 16_000, 15_999, 2, 100, 0, 0))
        .hasMessage(
            "allPromptTokens must be within promptTokens and prompts times that, but was 15999");
    assertThatThrownBy(() -> new Workload(4, 16_000, 64_001, 2, 100, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
