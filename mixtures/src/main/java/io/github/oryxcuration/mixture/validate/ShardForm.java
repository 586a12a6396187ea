package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.shard.ShardSchema;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.parquet.schema.MessageType;

/** Checks a file without a look at its rows. */
final class ShardForm {
  private final Findings findings;

  ShardForm(Findings findings) {
    this.findings = findings;
  }

  /** Compares the file's digest with the manifest. */
  void digest(String path, String file, Manifest.Shard said) throws IOException {
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
  boolean schema(String path, String file) throws IOException {
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
}
