package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.PerceptualHash;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.text.Dialect;
import io.github.oryxcuration.mixture.heldout.HeldOut;
import org.jspecify.annotations.Nullable;

/** Checks one sample after the other; several threads may share it. */
final class SampleCheck {
  private static final long MOST_PIXELS = 1_000_000_000;

  private final Findings findings;
  private final @Nullable BudgetRule budget;
  private final AnswerCheck answers;
  private final @Nullable HeldOut heldOut;
  private final HaystackLooks haystacks;
  private final boolean light;

  /**
   * A check of every sample.
   *
   * @param budget null where no recipe says what the trainer is
   * @param heldOut null where no evaluation list is given
   * @param haystacks that samples may refer to
   * @param light whether samples come without pictures
   */
  SampleCheck(
      Findings findings,
      @Nullable BudgetRule budget,
      @Nullable HeldOut heldOut,
      HaystackLooks haystacks,
      boolean light) {
    this.findings = findings;
    this.budget = budget;
    this.answers = new AnswerCheck(findings);
    this.heldOut = heldOut;
    this.haystacks = haystacks;
    this.light = light;
  }

  /**
   * Checks a sample.
   *
   * @return perceptual hashes of its own pictures, {@link PerceptualHash#NONE} for those that have
   *     none, were not looked at, or lie in a haystack
   */
  long[] check(String file, long row, Sample sample) {
    dialect(file, row, sample);
    answers.check(file, row, sample);
    if (budget != null) {
      budget.check(file, row, sample, findings);
    }
    long[] hashes = pictures(file, row, sample);
    long[] all = hashes.clone();
    if (!sample.haystack().isEmpty()) {
      findings.looked(Check.HAYSTACKS, 1);
      String missing = fill(sample, all);
      if (!missing.isEmpty()) {
        findings.wrong(Check.HAYSTACKS, new Finding(file, row, sample.id(), missing));
      }
    }
    if (heldOut != null) {
      findings.looked(Check.HELD_OUT, 1);
      for (String overlap : heldOut.overlaps(sample, all)) {
        findings.wrong(Check.HELD_OUT, new Finding(file, row, sample.id(), overlap));
      }
    }
    return hashes;
  }

  /** Checks the pictures that a row holds itself. */
  long[] pictures(String file, long row, Sample sample) {
    long[] hashes = new long[sample.frames().size()];
    for (int i = 0; i < hashes.length; i++) {
      Frame frame = sample.frames().get(i);
      if (!frame.picture().isAbsent()) {
        findings.looked(Check.PICTURES, 1);
        try {
          hashes[i] = PerceptualHash.of(sound(frame));
        } catch (CurationException e) {
          String message = "picture " + (i + 1) + ": " + e.explanation();
          findings.wrong(Check.PICTURES, new Finding(file, row, sample.id(), message));
        }
      }
    }
    return hashes;
  }

  /** Adds the hashes of what lies in its haystack; says what it lacks there. */
  private String fill(Sample sample, long[] hashes) {
    if (!haystacks.has(sample.haystack())) {
      return "its haystack " + sample.haystack() + " is not in the set";
    }
    int missing = 0;
    for (int i = 0; i < hashes.length; i++) {
      Frame frame = sample.frames().get(i);
      Long hash = haystacks.hash(sample.haystack(), frame, i);
      if (hash != null) {
        hashes[i] = hash;
      } else if (frame.picture().isAbsent()) {
        missing++;
      }
    }
    // Without pictures a frame of the sample's own cannot be told; a needle has one at most.
    return missing > (light ? 1 : 0)
        ? missing + " of its frames are not in its haystack " + sample.haystack()
        : "";
  }

  private void dialect(String file, long row, Sample sample) {
    if (sample.needle() != null) {
      return; // the trainer writes the prompt of a needle itself
    }
    findings.looked(Check.DIALECT, 1);
    boolean pictures = sample.modality() == Modality.IMAGE || sample.modality() == Modality.TEXT;
    int media = pictures ? sample.frames().size() : 1;
    try {
      Dialect.lint(sample.conversations(), media, sample.modality());
    } catch (CurationException e) {
      String message = e.reason() + ": " + e.explanation();
      findings.wrong(Check.DIALECT, new Finding(file, row, sample.id(), message));
    } catch (IllegalArgumentException e) {
      findings.wrong(
          Check.DIALECT, new Finding(file, row, sample.id(), String.valueOf(e.getMessage())));
    }
  }

  /**
   * The picture of a frame.
   *
   * @throws CurationException if it does not decode or is not what the row says
   */
  private static RgbImage sound(Frame frame) {
    byte[] bytes = frame.picture().bytes();
    String digest = Digest.hex(bytes);
    if (!digest.equals(frame.sha256())) {
      throw unlike("its SHA-256 is " + digest + ", the row says " + frame.sha256());
    }
    RgbImage image = decoded(bytes);
    Size size = Pictures.inspect(bytes).size();
    Size said = new Size(frame.width(), frame.height());
    if (!size.equals(said)) {
      throw unlike("it has " + size + " pixels, the row says " + said);
    }
    return image;
  }

  private static CurationException unlike(String message) {
    return new CurationException(Reason.MEDIA_CHANGED, message);
  }

  /** With its reason in the message of what cannot be decoded. */
  private static RgbImage decoded(byte[] bytes) {
    try {
      return Pictures.decode(bytes, MOST_PIXELS);
    } catch (CurationException e) {
      throw new CurationException(e.reason(), e.reason() + ": " + e.explanation(), e);
    }
  }

  /** Why bytes cannot be decoded, or an empty string. */
  static String fault(byte[] bytes) {
    try {
      RgbImage image = decoded(bytes);
      return image.width() > 0 ? "" : "it has no pixels";
    } catch (CurationException e) {
      return e.explanation();
    }
  }
}
