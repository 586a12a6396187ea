package io.github.oryxcuration.mixture.validate;

import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.core.shard.Haystacks;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks a set on disk against itself: files, digests, columns, rows, ids, pictures, conversations,
 * budgets, balance and ledger. A folder without a manifest gets the checks that need none. Memory
 * is about one row group and one picture per thread, whatever the size of the set.
 */
public final class Validation {
  private static final String PARQUET = ".parquet";

  private Validation() {}

  /**
   * Checks everything.
   *
   * @param folder of a set, absolute
   * @throws FileNotFoundException if the folder holds neither a manifest nor a Parquet file
   * @throws IOException if scratch files cannot be written; what cannot be read of the set is a
   *     finding
   */
  public static ValidationResult of(String folder, ValidationOptions options, Progress progress)
      throws IOException {
    Findings findings = new Findings();
    List<String> present = parquet(folder);
    if (!Manifest.exists(folder) && present.isEmpty()) {
      throw new FileNotFoundException(
          folder + " holds no set: neither manifest.json nor a Parquet file is there");
    }
    Manifest manifest = manifest(folder, findings);
    List<ShardsInThreads.Job> jobs = new ArrayList<>();
    SetCheck set = manifest == null ? null : new SetCheck(findings, manifest);
    if (set == null || manifest == null) {
      skip(findings);
      findings.looked(Check.SHARDS, present.size());
      present.forEach(path -> jobs.add(new ShardsInThreads.Job(path, null)));
    } else {
      set.balance();
      set.ledger(folder);
      for (Manifest.Shard shard : set.shards("data", manifest.shards(), folder, present)) {
        jobs.add(new ShardsInThreads.Job(shardPath(folder, shard), shard));
      }
    }
    List<ShardsInThreads.Job> haystacks = haystacks(folder, set, manifest);
    if (options.quick()) {
      findings.skip(Check.DIGESTS, "not looked at (--quick)");
      findings.skip(Check.PICTURES, "not looked at (--quick)");
      findings.skip(Check.LOOKALIKES, "not looked at (--quick)");
    }
    if (options.heldOut() == null) {
      findings.skip(Check.HELD_OUT, "no evaluation list is given (--against)");
    }
    List<CaptionStatistics> captions;
    Map<String, long[]> sources = new TreeMap<>();
    String scratch = Storage.child(options.scratch(), "validate-" + UUID.randomUUID());
    try (BudgetRule budget =
        manifest == null ? null : BudgetRule.of(manifest, options.tokenizer(), findings)) {
      HaystackLooks looks = new HaystackLooks();
      SampleCheck samples =
          new SampleCheck(findings, budget, options.heldOut(), looks, options.quick());
      HaystackCheck films = new HaystackCheck(findings, samples, looks, options.quick());
      captions =
          new ShardsInThreads(findings, samples, options, scratch)
              .run(haystacks, films, jobs, sources, progress);
    } finally {
      Storage.deleteFolder(scratch);
    }
    if (set != null) {
      set.sources(sources);
    }
    return result(folder, jobs.size(), findings, captions);
  }

  private static List<ShardsInThreads.Job> haystacks(
      String folder, @Nullable SetCheck set, @Nullable Manifest manifest) throws IOException {
    List<String> present = parquetIn(Storage.child(folder, Haystacks.FOLDER));
    if (set == null || manifest == null) {
      return present.stream().map(path -> new ShardsInThreads.Job(path, null)).toList();
    }
    return set.shards(Haystacks.FOLDER, manifest.haystacks(), folder, present).stream()
        .map(
            shard ->
                new ShardsInThreads.Job(
                    Storage.child(folder, Haystacks.FOLDER + "/" + shard.file()), shard))
        .toList();
  }

  static String shardPath(String folder, Manifest.Shard shard) {
    return Storage.child(folder, "data/" + shard.file());
  }

  private static List<String> parquet(String folder) throws IOException {
    List<String> paths = new ArrayList<>();
    for (String place : List.of(Storage.child(folder, "data"), folder)) {
      paths.addAll(parquetIn(place));
    }
    return paths;
  }

  private static List<String> parquetIn(String folder) throws IOException {
    return Storage.list(folder).stream()
        .map(Storage.Entry::path)
        .filter(path -> path.endsWith(PARQUET))
        .toList();
  }

  private static @Nullable Manifest manifest(String folder, Findings findings) {
    if (!Manifest.exists(folder)) {
      findings.skip(Check.MANIFEST, "there is none; what needs it was not checked");
      return null;
    }
    findings.looked(Check.MANIFEST, 1);
    try {
      return Manifest.read(folder);
    } catch (IOException | UncheckedIOException e) {
      findings.wrong(Check.MANIFEST, Finding.of("manifest.json", String.valueOf(e.getMessage())));
      return null;
    }
  }

  private static void skip(Findings findings) {
    for (Check check :
        List.of(
            Check.BALANCE, Check.DIGESTS, Check.BUDGET, Check.LIMIT, Check.SOURCES, Check.LEDGER)) {
      findings.skip(check, "needs a manifest");
    }
  }

  private static ValidationResult result(
      String folder, long shards, Findings findings, List<CaptionStatistics> captions) {
    if (findings.lookedAt(Check.SCHEMA) == 0 && shards > 0) {
      for (Check check :
          List.of(
              Check.SCHEMA,
              Check.OPTIONS,
              Check.HELD_OUT,
              Check.GIVEN_AWAY,
              Check.CONTRADICTIONS,
              Check.LOOKALIKES)) {
        findings.skip(check, "the files are no shards of this toolkit");
      }
    }
    List<ValidationResult.Outcome> outcomes = findings.outcomes();
    return new ValidationResult(
        folder,
        outcomes.stream().noneMatch(o -> o.status() == ValidationResult.Status.WRONG),
        shards,
        findings.lookedAt(Check.ROWS),
        findings.lookedAt(Check.PICTURES),
        outcomes,
        captions);
  }
}
