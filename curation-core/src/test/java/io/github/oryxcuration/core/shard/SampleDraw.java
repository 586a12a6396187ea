package io.github.oryxcuration.core.shard;

import io.github.oryxcuration.core.sample.Budget;
import io.github.oryxcuration.core.sample.EncodedPicture;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Provenance;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.sample.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Samples for tests, drawn from a seed; awkward ones on purpose. */
public final class SampleDraw {
  private static final List<String> TEXTS =
      List.of(
          "", " ", "a", "<image>\nWhat?", "naïve — 日本語 ไทย 🦊", "\u0000\t\"\\", "x".repeat(5000));

  private static final List<Modality> MODALITIES = List.of(Modality.values());

  private final SplittableRandom random;

  /** Draws the same samples for the same seed. */
  public SampleDraw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** One sample of random shape. */
  public Sample awkward(int number) {
    int frames = random.nextInt(4);
    return sample("s/" + number, frames, 0, 3000);
  }

  /** A sample of one picture of so many bytes. */
  public Sample ofBytes(int number, int bytes) {
    return sample("s/" + number, 1, bytes, bytes + 1);
  }

  /** A sample without pictures. */
  public Sample text(int number) {
    return sample("s/" + number, 0, 0, 1);
  }

  private Sample sample(String id, int frameCount, int least, int below) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < frameCount; i++) {
      byte[] bytes = new byte[random.nextInt(least, below)];
      random.nextBytes(bytes);
      double seconds = random.nextBoolean() ? Frame.NO_TIME : random.nextInt(100) / 4.0;
      frames.add(new Frame(EncodedPicture.of(bytes), i + ".jpg", i, seconds, 1 + i, 32, text()));
    }
    Modality modality = MODALITIES.get(random.nextInt(MODALITIES.size()));
    return new Sample(
        id,
        "source",
        text(),
        modality,
        many(() -> new Turn(text(), text())),
        frames,
        needle(),
        many(() -> new Mark(random.nextInt(), random.nextInt(9), real(), real(), real(), text())),
        budget(),
        text(),
        provenance(),
        scores());
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private double real() {
    return switch (random.nextInt(5)) {
      case 0 -> Double.NaN;
      case 1 -> -0.0;
      case 2 -> Double.NEGATIVE_INFINITY;
      default -> random.nextDouble() * 1000;
    };
  }

  private <T> List<T> many(java.util.function.Supplier<T> draw) {
    List<T> drawn = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      drawn.add(draw.get());
    }
    return drawn;
  }

  private @Nullable Needle needle() {
    return random.nextBoolean()
        ? null
        : new Needle(many(random::nextInt), text(), text(), text(), text());
  }

  private Budget budget() {
    return new Budget(
        random.nextInt(2000),
        random.nextInt(2000),
        random.nextInt(64),
        random.nextLong(1L << 40),
        random.nextInt(20000),
        random.nextLong(Long.MAX_VALUE),
        random.nextBoolean(),
        random.nextDouble(1, 9),
        random.nextBoolean());
  }

  private Provenance provenance() {
    return new Provenance(
        new Origin(text(), text(), text(), text()),
        many(() -> new Provenance.Medium(text(), text(), random.nextLong())),
        many(this::text),
        random.nextLong(),
        "0.1.0",
        random.nextInt(3) == 0 ? provenance() : null);
  }

  private Map<String, Double> scores() {
    Map<String, Double> scores = new TreeMap<>();
    many(() -> scores.put(text(), real()));
    return scores;
  }
}
