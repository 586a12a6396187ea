package io.github.oryxcuration.runtime.decoder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.oryxcuration.runtime.config.Architecture;
import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.TestDevice;
import io.github.oryxcuration.runtime.testing.TinyDecoders;
import io.github.oryxcuration.runtime.weights.BoundWeights;
import io.github.oryxcuration.runtime.weights.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The decoder against an independent forward pass in 64 bits, in every way it can be used. */
class DecoderOracleTest {
  /** Of logits whose spread is a few units. */
  private static final double ROUNDING = 2e-4;

  @TempDir Path temporary;

  static Stream<Arguments> kinds() {
    return Stream.of(Architecture.values())
        .flatMap(
            architecture ->
                Stream.of(true, false)
                    .flatMap(
                        tied ->
                            TestDevice.packings()
                                .map(packed -> Arguments.of(architecture, tied, packed))));
  }

  private OryxCheckpoint checkpoint(Architecture architecture, boolean tied) {
    return TinyDecoders.write(temporary.resolve("model"), TinyDecoders.config(architecture, tied));
  }

  private static Float64Decoder oracle(OryxCheckpoint checkpoint, BoundWeights weights) {
    return new Float64Decoder(
        checkpoint.config().decoder(),
        name -> weights.floats(requireNonNull(checkpoint.tensors().get(name)), ElementType.F32));
  }

  private static List<Long> ids(int count, int seed) {
    return new Random(seed).longs(count, 0, 512).boxed().toList();
  }

  private static long[] array(List<Long> ids) {
    return ids.stream().mapToLong(Long::longValue).toArray();
  }

  private static void fill(Decoder decoder, SequenceCache cache, List<Long> ids) {
    try (Value embeddings = decoder.embed(array(ids))) {
      decoder.append(embeddings, cache, (hidden, start, end) -> true);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void logitsOfAllPositions(Architecture architecture, boolean tied, boolean packed) {
    OryxCheckpoint checkpoint = checkpoint(architecture, tied);
    List<Long> ids = ids(37, 1);
    try (BoundWeights weights = new BoundWeights();
        Decoder decoder = TinyDecoders.load(checkpoint, packed)) {
      assertClose(all(decoder, ids), oracle(checkpoint, weights).logits(ids));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void twoAndThreeStagesGiveTheLogitsOfOne(
      Architecture architecture, boolean tied, boolean packed) {
    OryxCheckpoint checkpoint = checkpoint(architecture, tied);
    List<Long> ids = ids(37, 1);
    try (Decoder one = TinyDecoders.load(checkpoint, packed);
        Decoder two = TinyDecoders.load(checkpoint, packed, 1);
        Decoder three = TinyDecoders.load(checkpoint, packed, 1, 2)) {
      float[] expected = all(one, ids);

      assertThat(all(two, ids)).isEqualTo(expected);
      assertThat(all(three, ids)).isEqualTo(expected);
      assertThat(stepped(two, ids)).isDeepEqualTo(stepped(one, ids));
    }
  }

  /** Logits of two rows over a prompt, some steps on. */
  private static float[][] stepped(Decoder decoder, List<Long> prompt) {
    float[][] logits = new float[3][];
    try (SequenceCache cache = decoder.newCache(prompt.size());
        DecodeBatch batch = decoder.newBatch()) {
      fill(decoder, cache, prompt);
      batch.add(cache, 2, logits.length);
      for (int step = 0; step < logits.length; step++) {
        logits[step] = batch.step(new long[] {step, 7}, decoder.config().vocab());
      }
    }
    return logits;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void rowsOverUnequalPromptsGoOnAsIfEachWereAlone(
      Architecture architecture, boolean tied, boolean packed) {
    OryxCheckpoint checkpoint = checkpoint(architecture, tied);
    List<List<Long>> prompts = List.of(ids(5, 1), ids(31, 2), ids(1, 3));
    int[] rows = {3, 1, 2};
    int steps = 6;
    int vocab = checkpoint.config().decoder().vocab();
    List<SequenceCache> caches = new ArrayList<>();
    try (BoundWeights weights = new BoundWeights();
        Decoder decoder = TinyDecoders.load(checkpoint, packed);
        DecodeBatch batch = decoder.newBatch()) {
      Float64Decoder oracle = oracle(checkpoint, weights);
      List<List<Long>> sequences = new ArrayList<>();
      for (int p = 0; p < prompts.size(); p++) {
        List<Long> prompt = prompts.get(p);
        SequenceCache cache = decoder.newCache(prompt.size() + (rows[p] == 1 ? steps : 0));
        caches.add(cache);
        fill(decoder, cache, prompt);
        batch.add(cache, rows[p], steps);
        for (int r = 0; r < rows[p]; r++) {
          sequences.add(new ArrayList<>(prompt));
        }
      }
      Random random = new Random(9);
      for (int step = 0; step < steps; step++) {
        if (step == 3) { // the first row of the first prompt, and all of the last, end
          batch.keep(new boolean[] {false, true, true, true, false, false});
          sequences.subList(4, 6).clear();
          sequences.remove(0);
        }
        for (List<Long> sequence : sequences) {
          sequence.add((long) random.nextInt(vocab));
        }
        long[] next = sequences.stream().mapToLong(it -> it.get(it.size() - 1)).toArray();
        float[] logits = batch.step(next, vocab);
        for (int r = 0; r < next.length; r++) {
          double[][] expected = oracle.logits(sequences.get(r));
          assertClose(
              Arrays.copyOfRange(logits, r * vocab, (r + 1) * vocab),
              new double[][] {expected[expected.length - 1]});
        }
      }
    } finally {
      caches.forEach(SequenceCache::close);
    }
  }

  static Stream<Arguments> roundings() {
    return TestDevice.packings()
        .flatMap(
            packed ->
                Stream.of(
                    Arguments.of(ElementType.F32, packed, 1e-5),
                    Arguments.of(ElementType.BF16, packed, 2e-2)));
  }

  /** How little a row's logits depend on what stands beside it, relative to the largest. */
  @ParameterizedTest
  @MethodSource("roundings")
  void rowsInABatchDifferFromTheSameRowsAloneByRoundingOnly(
      ElementType type, boolean packed, double allowed) {
    OryxCheckpoint checkpoint = checkpoint(Architecture.QWEN2, false);
    List<List<Long>> prompts = List.of(ids(5, 1), ids(31, 2), ids(90, 3), ids(17, 4));
    int steps = 8;
    try (Decoder decoder = TinyDecoders.load(checkpoint, type, packed)) {
      float[][] together = stepsOf(decoder, prompts, steps);
      int vocab = decoder.config().vocab();
      for (int p = 0; p < prompts.size(); p++) {
        float[][] alone = stepsOf(decoder, List.of(prompts.get(p)), steps);
        for (int step = 0; step < steps; step++) {
          double largest = 0;
          double worst = 0;
          for (int i = 0; i < vocab; i++) {
            double difference = together[step][p * vocab + i] - alone[step][i];
            largest = Math.max(largest, Math.abs(alone[step][i]));
            worst = Math.max(worst, Math.abs(difference));
          }
          assertThat(worst / largest).as("prompt %d, step %d", p, step).isLessThan(allowed);
        }
      }
    }
  }

  /** Logits of every step, with one row over each prompt; the same tokens in every row. */
  private static float[][] stepsOf(Decoder decoder, List<List<Long>> prompts, int steps) {
    float[][] logits = new float[steps][];
    List<SequenceCache> caches = new ArrayList<>();
    try (DecodeBatch batch = decoder.newBatch()) {
      for (List<Long> prompt : prompts) {
        SequenceCache cache = decoder.newCache(prompt.size() + steps);
        caches.add(cache);
        fill(decoder, cache, prompt);
        batch.add(cache, 1, steps);
      }
      for (int step = 0; step < steps; step++) {
        long[] next = new long[prompts.size()];
        Arrays.fill(next, 7L * step + 3);
        logits[step] = batch.step(next, decoder.config().vocab());
      }
    } finally {
      caches.forEach(SequenceCache::close);
    }
    return logits;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void scoresOfGivenTokensLeaveOutRowsBehindTheTokenizer(
      Architecture architecture, boolean tied, boolean packed) {
    OryxCheckpoint checkpoint = checkpoint(architecture, tied);
    int usable = 300;
    List<Long> ids = ids(24, 1).stream().map(id -> id % usable).toList();
    int start = 9;
    try (BoundWeights weights = new BoundWeights();
        Decoder decoder = TinyDecoders.load(checkpoint, packed);
        SequenceCache cache = decoder.newCache(ids.size())) {
      double[] expected = oracle(checkpoint, weights).scores(ids, start, usable);
      fill(decoder, cache, ids.subList(0, start - 1));
      List<Float> found = new ArrayList<>();
      try (Value rest = decoder.embed(array(ids.subList(start - 1, ids.size() - 1)))) {
        decoder.append(
            rest,
            cache,
            (hidden, from, to) -> {
              long[] targets = array(ids.subList(start + from, start + to));
              for (float score : decoder.scores(hidden, targets, usable)) {
                found.add(score);
              }
              return true;
            });
      }
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(found.get(i).doubleValue()).isCloseTo(expected[i], within(ROUNDING));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void brainFloatsStayWithinTheirPrecision(
      Architecture architecture, boolean tied, boolean packed) {
    OryxCheckpoint checkpoint = checkpoint(architecture, tied);
    List<Long> ids = ids(37, 1);
    try (BoundWeights weights = new BoundWeights();
        Decoder decoder = TinyDecoders.load(checkpoint, ElementType.BF16, packed)) {
      assertClose(all(decoder, ids), oracle(checkpoint, weights).logits(ids), 5e-2);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.oryxcuration.runtime.testing.TestDevice#packings")
  void cacheThatIsFullAndTokensThatAreNoneAreRefused(boolean packed) {
    OryxCheckpoint checkpoint = checkpoint(Architecture.QWEN2, true);
    try (Decoder decoder = TinyDecoders.load(checkpoint, packed);
        SequenceCache cache = decoder.newCache(4);
        Value embeddings = decoder.embed(new long[] {1, 2, 3})) {
      decoder.append(embeddings, cache, (hidden, start, end) -> true);

      assertThatThrownBy(() -> decoder.append(embeddings, cache, (hidden, start, end) -> true))
          .hasMessage("the cache must have room for 3 more positions, but holds 3 of 4");
      assertThatThrownBy(() -> decoder.embed(new long[] {1, 512}).close())
          .hasMessage("token ids must be in 0 to 511, but number 1 is 512");
    }
  }

  private static float[] all(Decoder decoder, List<Long> ids) {
    int vocab = decoder.config().vocab();
    float[] logits = new float[ids.size() * vocab];
    try (SequenceCache cache = decoder.newCache(ids.size());
        Value embeddings = decoder.embed(array(ids))) {
      decoder.append(
          embeddings,
          cache,
          (hidden, start, end) -> {
            float[] part = decoder.logits(hidden, 0, end - start, vocab);
            System.arraycopy(part, 0, logits, start * vocab, part.length);
            return true;
          });
    }
    return logits;
  }

  private static void assertClose(float[] found, double[][] expected) {
    assertClose(found, expected, ROUNDING / 10);
  }

  /** Relative to the largest. */
  private static void assertClose(float[] found, double[][] expected, double tolerance) {
    double largest = 0;
    double worst = 0;
    int at = 0;
    for (double[] row : expected) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
        worst = Math.max(worst, Math.abs(found[at++] - value));
      }
    }
    assertThat(at).isEqualTo(found.length);
    assertThat(worst / largest).isLessThan(tolerance);
  }
}
