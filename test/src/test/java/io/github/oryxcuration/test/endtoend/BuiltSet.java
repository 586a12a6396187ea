package io.github.oryxcuration.test.endtoend;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a build left in its folder. */
public record BuiltSet(Path folder) {

  public Manifest manifest() throws IOException {
    return Manifest.read(folder.toAbsolutePath().toString());
  }

  /** Every file of the set proper, by name, with its sha256. */
  public Map<String, String> shards() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (String folder : List.of("data", "haystacks")) {
      for (Path file : files(folder)) {
        digests.put(file.getFileName().toString(), Digest.hex(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  /** The rows of the ledger, by id. */
  public Map<String, LedgerRow> ledger() throws IOException {
    Map<String, LedgerRow> rows = new TreeMap<>();
    for (Path file : files("ledger")) {
      for (String line : Files.readAllLines(file)) {
        LedgerRow row = Json.read(line, LedgerRow.class);
        rows.put(row.id(), row);
      }
    }
    return rows;
  }

  /** All samples, by id, pictures included. */
  public Map<String, Sample> samples() throws IOException {
    Map<String, Sample> samples = new TreeMap<>();
    for (Path file : files("data")) {
      try (ShardReader reader = ShardReader.open(file.toAbsolutePath().toString())) {
        while (reader.hasNext()) {
          Sample sample = reader.next();
          samples.put(sample.id(), sample);
        }
      }
    }
    return samples;
  }

  /** How many shards are finished so far. */
  public long finished() throws IOException {
    return files("manifest").stream()
        .filter(f -> f.getFileName().toString().startsWith("train-"))
        .count();
  }

  private List<Path> files(String below) throws IOException {
    Path directory = folder.resolve(below);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(files.sorted().toList());
    }
  }
}
