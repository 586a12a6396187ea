package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Checks files of haystacks and learns what they hold; several threads may share it. */
final class HaystackCheck {
  private final Findings findings;
  private final SampleCheck samples;
  private final HaystackLooks looks;
  private final boolean quick;

  HaystackCheck(Findings findings, SampleCheck samples, HaystackLooks looks, boolean quick) {
    this.findings = findings;
    this.samples = samples;
    this.looks = looks;
    this.quick = quick;
  }

  /**
   * Checks a file.
   *
   * @param said what the manifest says of it, or null
   */
  void check(String path, Manifest.@Nullable Shard said) {
    String file = Storage.name(path);
    ShardForm form = new ShardForm(findings);
    try {
      if (said != null && !quick) {
        form.digest(path, file, said);
      }
      if (form.schema(path, file)) {
        rows(path, file);
      } else {
        findings.wrong(Check.HAYSTACKS, Finding.of(file, "it is no shard of this toolkit"));
      }
    } catch (IOException | UncheckedIOException e) {
      findings.wrong(Check.ROWS, Finding.of(file, String.valueOf(e.getMessage())));
    }
  }

  private void rows(String path, String file) throws IOException {
    try (ShardReader rows = quick ? ShardReader.openLight(path) : ShardReader.openOwn(path)) {
      while (rows.hasNext()) {
        try {
          Sample haystack = rows.next();
          if (!looks.add(haystack, samples.pictures(file, rows.rowNumber(), haystack))) {
            findings.wrong(
                Check.IDS,
                new Finding(file, rows.rowNumber(), haystack.id(), "another haystack has its id"));
          }
        } catch (CurationException e) {
          findings.wrong(Check.ROWS, new Finding(file, rows.rowNumber(), "", e.explanation()));
        }
      }
    }
  }
}
