package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.Pictures;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.text.Dialect;
import org.jspecify.annotations.Nullable;

/** Checks one sample after the other; several threads may share it. */
final class SampleCheck {
  private static final long MOST_PIXELS = 1_000_000_000;

  private final Findings findings;
  private final @Nullable BudgetRule budget;

  /** {@code budget} is null where no recipe says what the trainer is. */
  SampleCheck(Findings findings, @Nullable BudgetRule budget) {
    this.findings = findings;
    this.budget = budget;
  }

  void check(String file, long row, Sample sample) {
    dialect(file, row, sample);
    if (budget != null) {
      budget.check(file, row, sample, findings);
    }
    for (int i = 0; i < sample.frames().size(); i++) {
      Frame frame = sample.frames().get(i);
      if (!frame.picture().isAbsent()) {
        findings.looked(Check.PICTURES, 1);
        String fault = fault(frame);
        if (!fault.isEmpty()) {
          String message = "picture " + (i + 1) + ": " + fault;
          findings.wrong(Check.PICTURES, new Finding(file, row, sample.id(), message));
        }
      }
    }
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

  private static String fault(Frame frame) {
    byte[] bytes = frame.picture().bytes();
    String digest = Digest.hex(bytes);
    if (!digest.equals(frame.sha256())) {
      return "its SHA-256 is " + digest + ", the row says " + frame.sha256();
    }
    String fault = fault(bytes);
    if (!fault.isEmpty()) {
      return fault;
    }
    Size size = Pictures.inspect(bytes).size();
    Size said = new Size(frame.width(), frame.height());
    return size.equals(said) ? "" : "it has " + size + " pixels, the row says " + said;
  }

  /** Why bytes cannot be decoded, or an empty string. */
  static String fault(byte[] bytes) {
    try {
      RgbImage image = Pictures.decode(bytes, MOST_PIXELS);
      return image.width() > 0 ? "" : "it has no pixels";
    } catch (CurationException e) {
      return e.reason() + ": " + e.explanation();
    }
  }
}
