package io.github.oryxcuration.runtime.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oryxcuration.runtime.config.OryxCheckpoint;
import io.github.oryxcuration.runtime.script.Script;
import io.github.oryxcuration.runtime.script.ScriptModule;
import io.github.oryxcuration.runtime.script.Value;
import io.github.oryxcuration.runtime.testing.GoldenFile;
import io.github.oryxcuration.runtime.testing.TestDevice;
import io.github.oryxcuration.runtime.weights.ElementType;
import io.github.oryxcuration.runtime.weights.Placement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's decoder, number for number, from the embeddings that it was given. */
class DecoderGoldenTest {
  private static final String LLM = "06_llm.safetensors";
  private static final String PREPARE = "05_prepare.safetensors";
  private static final String PLAIN = "checkpoint";
  private static final String ROUNDED = "checkpoint_bf16_sharded";
  private static final Script PROBE =
      new Script(
          "probe",
          List.of(
              """
                def cached(self, cache: List[Tensor], i: int) -> Tensor:
                  return cache[i].float().cpu()
                def first_norm(self, x: Tensor) -> Tensor:
                  return self.norm(x.to(self.parts[0]["input_norm"].device), self.parts[0]["input_norm"]).cpu()
                def last_norm(self, x: Tensor) -> Tensor:
                  return self.norm(x, self.parts[self.layers]["norm"]).float().cpu()
                def floats(self, x: Tensor) -> Tensor:
                  return x.float().cpu()
              """));

  private final GoldenFile golden = GoldenFile.open(LLM);
  private final GoldenFile prepared = GoldenFile.open(PREPARE);

  /** Cases, weights packed or not. */
  static Stream<Arguments> cases() {
    return GoldenFile.open(LLM).names().stream()
        .filter(name -> name.endsWith(".greedy_ids"))
        .map(name -> name.substring(0, name.indexOf('.')))
        .flatMap(name -> TestDevice.packings().map(packed -> Arguments.of(name, packed)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsOfAllPositionsInOneChunkAndInMany(String name, boolean packed) {
    String tensor = golden.has(name + ".logits") ? name + ".logits" : name + ".logits_last8";
    for (int chunk : new int[] {1 << 20, 7}) {
      try (Decoder decoder = decoder(PLAIN, ElementType.F32, packed, chunk)) {
        check(decoder, name, tensor);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsOfRoundedWeightsComputedInFloats(String name, boolean packed) {
    try (Decoder decoder = decoder(ROUNDED, ElementType.F32, packed, 512)) {
      check(decoder, name, name + ".logits_wbf16");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logitsOfRoundedWeightsComputedInBfloats(String name, boolean packed) {
    try (Decoder decoder = decoder(ROUNDED, ElementType.BF16, packed, 512)) {
      check(decoder, name, name + ".logits_bf16");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void greedyTokensAndTheirLogitsWithACache(String name, boolean packed) {
    long[] expected = golden.longs(name + ".greedy_ids");
    try (Decoder decoder = decoder(PLAIN, ElementType.F32, packed, 512);
        Value embeddings = embeddings(name);
        SequenceCache cache = decoder.newCache(decoder.rows(embeddings) + expected.length);
        DecodeBatch batch = decoder.newBatch()) {
      int vocab = decoder.config().vocab();
      float[] steps = new float[expected.length * vocab];
      float[] logits = last(decoder, embeddings, cache, 1);
      batch.add(cache, 1, expected.length);
      long[] found = new long[expected.length];
      for (int i = 0; i < expected.length; i++) {
        System.arraycopy(logits, 0, steps, i * vocab, vocab);
        found[i] = argmax(logits);
        logits = batch.step(new long[] {found[i]}, vocab);
      }
      assertThat(found).isEqualTo(expected);
      golden.check(name + ".step_logits", steps);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void greedyTokensWithoutACache(String name, boolean packed) {
    long[] expected = golden.longs(name + ".greedy_ids");
    try (Decoder decoder = decoder(PLAIN, ElementType.F32, packed, 512);
        Value embeddings = embeddings(name)) {
      long[] found = new long[expected.length];
      for (int i = 0; i < found.length; i++) {
        try (SequenceCache cache = decoder.newCache(decoder.rows(embeddings) + i)) {
          float[] logits = last(decoder, embeddings, cache, 1);
          if (i > 0) {
            try (Value more = decoder.embed(Arrays.copyOf(found, i))) {
              logits = last(decoder, more, cache, 1);
            }
          }
          found[i] = argmax(logits);
        }
      }
      assertThat(found).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hiddenStatesOfEveryLayerAndTheCacheOfTheFirst(String name, boolean packed) {
    OryxCheckpoint checkpoint = OryxCheckpoint.open(GoldenFile.checkpoint(PLAIN));
    int layers = checkpoint.config().decoder().layers();
    try (Value embeddings = embeddings(name)) {
      Value x = embeddings;
      for (int layer = 0; layer < layers; layer++) {
        StagePlacement place = new StagePlacement(layer, layer + 1, floats(), packed);
        try (DecoderStage stage = stage(checkpoint, place)) {
          ScriptModule module = stage.module();
          if (golden.has(name + ".hidden" + layer)) {
            try (Value floats = module.call("floats", x)) {
              golden.check(name + ".hidden" + layer, floats.toFloats());
            }
          }
          long positions = rows(module, x);
          try (Value cache = module.call("new_cache", positions)) {
            Value out = module.call("append", x, cache, 0);
            if (x != embeddings) {
              x.close();
            }
            x = out;
            checkCache(name, layer, module, cache);
          }
          if (layer + 1 == layers && golden.has(name + ".hidden" + layers)) {
            try (Value normed = module.call("last_norm", x)) {
              golden.check(name + ".hidden" + layers, normed.toFloats());
            }
          }
        }
      }
      x.close();
    }
  }

  @Test
  void epsilonOfTheNorm() {
    OryxCheckpoint checkpoint = OryxCheckpoint.open(GoldenFile.checkpoint(PLAIN));
    try (DecoderStage stage = stage(checkpoint, new StagePlacement(0, 1, floats(), false));
        Value x = matrix(golden, "rms_eps.in");
        Value normed = stage.module().call("first_norm", x)) {
      golden.check("rms_eps.out", normed.toFloats());
    }
  }

  /** The reference pads on the right; here each sample is as long as it is. */
  @ParameterizedTest
  @MethodSource("io.github.oryxcuration.runtime.testing.TestDevice#packings")
  void logitsAndLossOfABatchOfUnequalSamples(boolean packed) {
    int[] shape = golden.shape("batch.logits");
    int length = shape[1];
    int vocab = shape[2];
    int width = prepared.shape("batch.embeds")[2];
    float[] embeds = prepared.floats("batch.embeds");
    long[] mask = prepared.longs("batch.mask");
    long[] labels = prepared.longs("batch.labels");
    float[] found = new float[shape[0] * length * vocab];
    double loss = 0;
    int counted = 0;
    try (Decoder decoder = decoder(PLAIN, ElementType.F32, packed, 512)) {
      for (int sample = 0; sample < shape[0]; sample++) {
        int from = sample * length;
        int n = (int) Arrays.stream(mask, from, from + length).sum();
        float[] own = Arrays.copyOfRange(embeds, from * width, (from + n) * width);
        try (Value embeddings = Value.floats(own, n, width);
            SequenceCache cache = decoder.newCache(n)) {
          float[] logits = last(decoder, embeddings, cache, n);
          System.arraycopy(logits, 0, found, from * vocab, logits.length);
        }
        for (int i = 1; i < n; i++) {
          if (labels[from + i] > -1) {
            loss -= logProbability(found, (from + i - 1) * vocab, vocab, (int) labels[from + i]);
            counted++;
          }
        }
      }
    }
    golden.check("batch.logits", found);
    golden.check("batch.loss", new float[] {(float) (loss / counted)});
  }

  private void checkCache(String name, int layer, ScriptModule module, Value cache) {
    String[] parts = {".k_cache", ".v_cache"};
    for (int i = 0; i < parts.length; i++) {
      if (golden.has(name + parts[i] + layer)) {
        try (Value cached = module.call("cached", cache, i)) {
          golden.check(name + parts[i] + layer, cached.toFloats());
        }
      }
    }
  }

  private void check(Decoder decoder, String name, String tensor) {
    int positions = golden.shape(tensor)[1];
    try (Value embeddings = embeddings(name);
        SequenceCache cache = decoder.newCache(decoder.rows(embeddings))) {
      golden.check(tensor, last(decoder, embeddings, cache, positions));
    }
  }

  /** Logits of the last positions. */
  private static float[] last(
      Decoder decoder, Value embeddings, SequenceCache cache, int positions) {
    int n = decoder.rows(embeddings);
    int vocab = decoder.config().vocab();
    float[] found = new float[positions * vocab];
    decoder.append(
        embeddings,
        cache,
        (hidden, start, end) -> {
          int first = Math.max(start, n - positions);
          if (first < end) {
            float[] logits = decoder.logits(hidden, first - start, end - start, vocab);
            System.arraycopy(logits, 0, found, (first - n + positions) * vocab, logits.length);
          }
          return true;
        });
    return found;
  }

  private static Decoder decoder(String name, ElementType type, boolean packed, int chunk) {
    OryxCheckpoint checkpoint = OryxCheckpoint.open(GoldenFile.checkpoint(name));
    int layers = checkpoint.config().decoder().layers();
    Placement placement = TestDevice.placement(type);
    return Decoder.load(
        checkpoint.config().decoder(),
        checkpoint.tensors(),
        List.of(new StagePlacement(0, layers, placement, packed)),
        chunk);
  }

  private static DecoderStage stage(OryxCheckpoint checkpoint, StagePlacement placement) {
    return DecoderStage.load(
        checkpoint.config().decoder(),
        checkpoint.tensors(),
        placement,
        DecoderStage.script(placement.packed()).with(PROBE));
  }

  private static Placement floats() {
    return TestDevice.placement(ElementType.F32);
  }

  private Value embeddings(String name) {
    String tensor = prepared.has(name + ".embeds") ? name + ".embeds" : name + "_only.embeds";
    return matrix(prepared, tensor);
  }

  private static Value matrix(GoldenFile file, String tensor) {
    int[] shape = file.shape(tensor);
    return Value.floats(file.floats(tensor), shape[shape.length - 2], shape[shape.length - 1]);
  }

  private static long rows(ScriptModule module, Value x) {
    try (Value rows = module.call("rows", x)) {
      return rows.toLong();
    }
  }

  private static long argmax(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  private static double logProbability(float[] logits, int from, int vocab, int target) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + vocab; i++) {
      most = Math.max(most, logits[i]);
    }
    double sum = 0;
    for (int i = from; i < from + vocab; i++) {
      sum += Math.exp(logits[i] - most);
    }
    return logits[from + target] - most - Math.log(sum);
  }
}
