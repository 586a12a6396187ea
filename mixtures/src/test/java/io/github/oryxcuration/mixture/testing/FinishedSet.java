package io.github.oryxcuration.mixture.testing;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.ledger.LedgerWriter;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.recipe.MediaSpec;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeJson;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.shard.ShardFile;
import io.github.oryxcuration.core.shard.ShardWriter;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes an output folder as a build leaves it, from samples and losses given. */
public final class FinishedSet {
  private static final ShardSpec SHARDS =
      new ShardSpec(1 << 20, 1 << 16, ShardSpec.Compression.NONE);

  private final String folder;
  private final List<List<Sample>> shards = new ArrayList<>();
  private final List<LedgerRow> lost = new ArrayList<>();
  private final Map<String, Long> notSelected = new TreeMap<>();
  private final Map<String, Long> asked = new TreeMap<>();
  private String name = "a set";

  public FinishedSet(Path folder) {
    this.folder = folder.toString();
  }

  public FinishedSet named(String name) {
    this.name = name;
    return this;
  }

  /** One more shard. */
  public FinishedSet shard(Sample... samples) {
    shards.add(List.of(samples));
    return this;
  }

  public FinishedSet lost(String source, int number, Reason reason, String message) {
    lost.add(
        new LedgerRow(
            source,
            source + "/" + source + ".json@" + number,
            "own-" + number,
            "/in/" + source + ".json",
            "" + number,
            "read",
            reason,
            message));
    return this;
  }

  public FinishedSet notSelected(String source, long rows) {
    notSelected.put(source, rows);
    return this;
  }

  public FinishedSet asked(String source, long samples) {
    asked.put(source, samples);
    return this;
  }

  /** Writes shards, ledger and manifest. */
  public Manifest write() throws IOException {
    List<Manifest.Shard> written = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      String file = String.format(Locale.ROOT, "train-%05d-of-%05d.parquet", i, shards.size());
      try (ShardWriter writer = ShardWriter.create(Storage.child(folder, "data/" + file), SHARDS)) {
        for (Sample sample : shards.get(i)) {
          writer.write(sample);
        }
        ShardFile done = writer.commit();
        written.add(new Manifest.Shard(file, done.rows(), done.bytes(), done.sha256()));
      }
    }
    try (LedgerWriter ledger = new LedgerWriter(Storage.child(folder, "ledger/read-00000.jsonl"))) {
      for (LedgerRow row : lost) {
        ledger.add(row);
      }
      ledger.commit();
    }
    Set<String> sources = new TreeSet<>(asked.keySet());
    shards.forEach(shard -> shard.forEach(sample -> sources.add(sample.source())));
    lost.forEach(row -> sources.add(row.source()));
    List<Manifest.Input> inputs = new ArrayList<>();
    sources.forEach(s -> inputs.add(new Manifest.Input(s, "/in/" + s + ".json", "ab12")));
    Manifest manifest =
        new Manifest(
            name,
            7,
            "0.1.0",
            "f1".repeat(32),
            "estimate",
            RecipeJson.tree(recipe(sources)),
            inputs,
            written,
            List.of(),
            sources.stream().map(this::account).toList(),
            "samples");
    Storage.commitText(Manifest.path(folder), Json.writePretty(manifest));
    return manifest;
  }

  private Account account(String source) {
    Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    long gone = 0;
    for (LedgerRow row : lost) {
      if (row.source().equals(source)) {
        reasons.merge(row.reason(), 1L, Long::sum);
        gone++;
      }
    }
    long written = 0;
    long tokens = 0;
    for (List<Sample> shard : shards) {
      for (Sample sample : shard) {
        if (sample.source().equals(source)) {
          written++;
          tokens += sample.budget().totalTokens();
        }
      }
    }
    long left = notSelected.getOrDefault(source, 0L);
    return new Account(
        source,
        written + gone + left,
        0,
        written,
        left,
        reasons,
        asked.getOrDefault(source, written),
        tokens);
  }

  private Recipe recipe(Set<String> sources) {
    return new Recipe(
        name,
        7,
        0,
        Recipe.MixBy.SAMPLES,
        1,
        1,
        Recipe.LedgerMode.LOSSES,
        "",
        Samples.TRAINER,
        new MediaSpec(
            MediaSpec.Check.DECODE,
            MediaSpec.Links.WITHIN,
            100_000_000,
            1 << 30,
            60,
            100_000,
            0,
            MediaSpec.Fit.STRETCH,
            MediaSpec.CorruptTail.KEEP_FRAMES,
            90),
        SHARDS,
        sources.stream().map(FinishedSet::source).toList());
  }

  private static SourceSpec source(String name) {
    return new SourceSpec(
        name,
        "llava",
        List.of("/in/" + name + ".json"),
        "/in",
        "/in/media",
        "",
        "CC-BY-4.0",
        "",
        null,
        null,
        1,
        null,
        null,
        "",
        SourceSpec.MultiImageTurn.SPLIT,
        Map.of());
  }
}
