package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import io.github.oryxcuration.core.shard.ShardSchema;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Checks one shard after the other; each thread has its own. */
final class ShardCheck {
  private final Findings findings;
  private final SampleCheck samples;
  private final SampleIndexes indexes;
  private final boolean quick;
  private final Map<String, long[]> sources = new TreeMap<>();

  ShardCheck(Findings findings, SampleCheck samples, SampleIndexes indexes, boolean quick) {
    this.findings = findings;
    this.samples = samples;
    this.indexes = indexes;
    this.quick = quick;
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
        digest(path, file, said);
      }
      boolean ours = schema(path, file);
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

  private void digest(String path, String file, Manifest.Shard said) throws IOException {
    findings.looked(Check.DIGESTS, 1);
    MessageDigest digest = Digest.create();
    byte[] buffer = new byte[1 << 18];
    try (InputStream in = Storage.read(path)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(said.sha256())) {
      findings.wrong(
          Check.DIGESTS,
          Finding.of(file, "its SHA-256 is " + found + ", the manifest says " + said.sha256()));
    }
  }

  /** Whether the file has the columns of our shards. */
  private boolean schema(String path, String file) throws IOException {
    try (ParquetRows footer = ParquetRows.open(path, List.of())) {
      String version = footer.metadata().get(ShardSchema.VERSION_KEY);
      if (version == null) {
        return false;
      }
      findings.looked(Check.SCHEMA, 1);
      MessageType type = footer.schema();
      if (!type.equals(ShardSchema.type())) {
        findings.wrong(Check.SCHEMA, Finding.of(file, "its columns differ: " + difference(type)));
      }
      String features = ShardSchema.metadata().get(ShardSchema.FEATURES_KEY);
      String found = footer.metadata().get(ShardSchema.FEATURES_KEY);
      if (found == null || !found.equals(features)) {
        findings.wrong(
            Check.SCHEMA,
            Finding.of(
                file,
                "its footer key '"
                    + ShardSchema.FEATURES_KEY
                    + (found == null ? "' is missing" : "' differs from the columns")
                    + ": datasets would not decode the pictures"));
      }
      return ShardSchema.VERSION.equals(version);
    }
  }

  private static String difference(MessageType found) {
    for (int i = 0; i < ShardSchema.type().getFieldCount(); i++) {
      String expected = ShardSchema.type().getType(i).toString();
      String here = i < found.getFieldCount() ? found.getType(i).toString() : "nothing";
      if (!here.equals(expected)) {
        return "column " + (i + 1) + " is " + here + ", expected " + expected;
      }
    }
    return "it has " + found.getFieldCount() + " columns";
  }

  private void rows(String path, String file, int number, Manifest.@Nullable Shard said)
      throws IOException {
    try (ShardReader rows = quick ? ShardReader.openLight(path) : ShardReader.open(path)) {
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
