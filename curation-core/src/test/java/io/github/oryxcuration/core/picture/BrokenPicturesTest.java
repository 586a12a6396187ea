package io.github.oryxcuration.core.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is done to a picture, the answer is a picture or a reason; nothing else escapes. */
class BrokenPicturesTest {
  private static final long LIMIT = 200_000;
  private static final int MUTANTS = 60;

  @Test
  @Timeout(120)
  void aPictureCutAnywhereIsNeverTakenForAWholeOne() {
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    for (PillowPicture picture : PillowPicture.all()) {
      if (picture.format().equals("TIFF")) {
        continue;
      }
      int needed = needed(picture);
      for (int length = 0; length < needed; length++) {
        Reason reason = refusal(picture, Arrays.copyOf(picture.bytes(), length));
        if (reason == null) {
          fail(picture + " cut to " + length + " of " + needed + " bytes was taken for a picture");
        } else {
          reasons.merge(reason, 1, Integer::sum);
        }
      }
    }
    assertThat(reasons).containsOnlyKeys(Reason.MEDIA_TRUNCATED, Reason.MEDIA_UNREADABLE);
    int all = reasons.values().stream().mapToInt(Integer::intValue).sum();
    // The rest lack even the bytes that tell what they are.
    assertThat(reasons.get(Reason.MEDIA_TRUNCATED)).isGreaterThan(all * 97 / 100);
  }

  /** How many bytes the pixels of the first frame need. */
  private static int needed(PillowPicture picture) {
    int length = picture.bytes().length;
    while (isSpare(picture, length - 1)) {
      length--;
    }
    return length;
  }

  /** A GIF is not read past its first frame, a BMP not past its last row. */
  private static boolean isSpare(PillowPicture picture, int length) {
    return (picture.format().equals("GIF") || picture.format().equals("BMP"))
        && refusal(picture, Arrays.copyOf(picture.bytes(), length)) == null;
  }

  @Test
  @Timeout(120)
  void mutatedPicturesGiveAPictureOrAReasonInMeasuredTime() {
    SplittableRandom random = new SplittableRandom(2409);
    int mutants = 0;
    int pictures = 0;
    for (PillowPicture picture : PillowPicture.all()) {
      for (int i = 0; i < MUTANTS; i++, mutants++) {
        byte[] mutant = mutated(picture.bytes(), random);
        long start = System.nanoTime();
        pictures += refusal(picture, mutant) == null ? 1 : 0;
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        if (taken.toSeconds() >= 5) {
          fail(picture + " took " + taken + " after mutation " + i);
        }
      }
    }
    assertThat(mutants).isGreaterThan(5000);
    assertThat(pictures).isBetween(mutants / 20, mutants * 3 / 4);
  }

  private static byte[] mutated(byte[] bytes, SplittableRandom random) {
    byte[] mutant = bytes.clone();
    int at = random.nextInt(mutant.length);
    switch (random.nextInt(6)) {
      case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> mutant[at] = (byte) 0xff;
      case 2 -> Arrays.fill(mutant, at, Math.min(mutant.length, at + 4), (byte) 0x7f);
      case 3 -> {
        // Sizes, lengths and counts stand near the beginning.
        int head = random.nextInt(Math.min(mutant.length, 64));
        mutant[head] = (byte) random.nextInt(256);
      }
      case 4 -> {
        for (int i = 0; i < 10; i++) {
          mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
        }
      }
      default -> {
        int length = random.nextInt(mutant.length - at);
        System.arraycopy(bytes, random.nextInt(mutant.length - length), mutant, at, length);
      }
    }
    return mutant;
  }

  private static @Nullable Reason refusal(PillowPicture picture, byte[] bytes) {
    try {
      RgbImage image = Pictures.decode(bytes, LIMIT);
      assertThat(image.size()).isEqualTo(Pictures.inspect(bytes).size());
      return null;
    } catch (CurationException e) {
      assertThat(e.explanation()).isNotBlank();
      return e.reason();
    } catch (RuntimeException | Error e) {
      throw new AssertionError(picture + " let " + e + " escape", e);
    }
  }
}
