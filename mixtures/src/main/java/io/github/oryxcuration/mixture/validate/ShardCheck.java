package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks one shard after the other; each thread has its own. */
final class ShardCheck {
  private final Findings findings;
  private final SampleCheck samples;
  private final SampleIndexes indexes;
  private final boolean quick;
  private final ShardForm form;
  private final Map<String, long[]> sources = new TreeMap<>();

  ShardCheck(Findings findings, SampleCheck samples, SampleIndexes indexes, boolean quick) {
    this.findings = findings;
    this.samples = samples;
    this.indexes = indexes;
    this.quick = quick;
    this.form = new ShardForm(findings);
  }

  /** Rows and tokens of each source that this thread has seen. */
  Map<String, long[]> sources() {
    return sources;
  }

  /**
   * Checks a file.
   *
   * @param number its place among the shards
   * @param said what the manifest says of it, or null
   */
  void check(String path, int number, Manifest.@Nullable Shard said) throws IOException {
    String file = Storage.name(path);
    try {
      if (said != null && !quick) {
        form.digest(path, file, said);
      }
      boolean ours = form.schema(path, file);
      if (ours) {
        rows(path, file, number, said);
      } else {
        new ForeignCheck(findings, quick)
            .check(path, file, (id, row) -> indexes.ids().add(id, number, row));
      }
    } catch (IOException | UncheckedIOException e) {
      findings.wrong(Check.ROWS, Finding.of(file, String.valueOf(e.getMessage())));
    }
  }

  private void rows(String path, String file, int number, Manifest.@Nullable Shard said)
      throws IOException {
    try (ShardReader rows = quick ? ShardReader.openLight(path) : ShardReader.openOwn(path)) {
      if (said != null && rows.rowCount() != said.rows()) {
        findings.wrong(
            Check.ROWS,
            Finding.of(
                file, "it has " + rows.rowCount() + " rows, the manifest says " + said.rows()));
      }
      while (rows.hasNext()) {
        findings.looked(Check.ROWS, 1);
        try {
          Sample sample = rows.next();
          findings.looked(Check.IDS, 1);
          long[] sums = sources.computeIfAbsent(sample.source(), s -> new long[2]);
          sums[0]++;
          sums[1] += sample.budget().totalTokens();
          long[] hashes = samples.check(file, rows.rowNumber(), sample);
          indexes.add(number, rows.rowNumber(), sample, hashes);
        } catch (CurationException e) {
          findings.wrong(Check.ROWS, new Finding(file, rows.rowNumber(), "", e.explanation()));
        }
      }
    }
  }
}
