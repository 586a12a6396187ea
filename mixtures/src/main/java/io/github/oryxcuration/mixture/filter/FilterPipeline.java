package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.flow.Finished;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.recipe.StoredRecipe;
import io.github.oryxcuration.core.storage.FolderLock;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.scored.ScoreCurve;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/**
 * From a scored set to the set that an expression leaves of it:
 *
 * <pre>
 *   choose ─► copy ─► copy haystacks ─► finish
 * </pre>
 */
public final class FilterPipeline {
  private static final String OWNER = "plan/filter.json";

  private final FilterPlan plan;
  private final Expression where;
  private final String fingerprint;

  private FilterPipeline(FilterPlan plan) throws IOException {
    this.plan = plan;
    this.where = Expression.parse(plan.where());
    this.fingerprint = plan.fingerprint(scores());
  }

  /**
   * Prepares a filter.
   *
   * @param out the output folder, absolute
   * @throws ExpressionException if {@code where} is none
   */
  public static FilterPipeline of(ScoredSet set, String where, String out) throws IOException {
    return new FilterPipeline(new FilterPlan(set, where, out));
  }

  /** Digests of the files of scores and labels. */
  private String scores() throws IOException {
    StringBuilder digests = new StringBuilder();
    for (Manifest.Shard shard : plan.set().manifest().shards()) {
      String file = plan.set().scoreFile(shard.file());
      if (!file.isEmpty()) {
        if (!Storage.exists(file)) {
          throw new FileNotFoundException(
              file + " is missing: the scores are not complete. Run 'score' to the end.");
        }
        digests.append(ParquetRows.footerDigest(file)).append('\n');
      }
    }
    String labels = plan.set().labelFile();
    return labels.isEmpty()
        ? digests.toString()
        : digests + "labels " + Digest.hex(Storage.readAll(labels));
  }

  /**
   * What the expression keeps.
   *
   * @param folder for what is remembered between runs: the output folder, or a scratch one
   * @throws FilterException if it asks for a score that no sample has, or bounds of a score leave
   *     it undecided
   */
  public FilterSummary choose(Flow flow, String folder) throws IOException {
    flow.run(
        List.of(new ChooseStage(plan), new SummaryStage(folder)),
        new Finished(folder, fingerprint));
    Choice.Counts counts = SummaryStage.read(folder);
    checkScores(counts);
    checkLabels(counts);
    long undecided = counts.sum().undecided();
    if (undecided > 0) {
      throw new FilterException(
          "The condition is undecided for %,d samples, because votes on them stopped early and the"
                  .formatted(undecided)
              + " bounds of their share reach to both sides of a threshold: "
              + String.join(", ", counts.undecided())
              + ". Ask for no more than the share at which the votes were stopped, or score again"
              + " without --stop-at-share.");
    }
    return new FilterSummary(plan.where(), counts);
  }

  private void checkScores(Choice.Counts counts) {
    String unknown = where.unknown(counts.scores().keySet());
    if (!unknown.isEmpty() && counts.sum().kept() + counts.sum().dropped() > 0) {
      throw new FilterException(unknown);
    }
  }

  private void checkLabels(Choice.Counts counts) throws IOException {
    int labels = plan.set().labels().size();
    ScoreCurve seen = counts.scores().getOrDefault(ScoreCurve.LABEL, ScoreCurve.empty());
    if (labels > seen.samples()) {
      throw new FilterException(
          "%s labels %d samples, but %d of the set have a label: its other ids are of no sample. Take"
                  .formatted(plan.set().labelFile(), labels, seen.samples())
              + " them out, or correct them.");
    }
  }

  /** Whether the folder holds this very set, whole. */
  public boolean isComplete() throws IOException {
    return Manifest.exists(plan.out())
        && Manifest.read(plan.out()).fingerprint().equals(fingerprint);
  }

  /**
   * Makes the output folder this filter's.
   *
   * @param replace whether another set that a filter wrote there may be deleted
   * @throws FilterException if it holds anything else, or another process writes there
   */
  public FolderLock claim(boolean replace) throws IOException {
    FolderLock lock = FolderLock.tryLock(plan.out());
    if (lock == null) {
      throw new FilterException("Another process is writing to " + plan.out() + ". Wait for it.");
    }
    try {
      claim(Storage.child(plan.out(), OWNER), replace);
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private record Owner(String where, String fingerprint) {}

  private void claim(String owner, boolean replace) throws IOException {
    String mine = Json.write(new Owner(plan.where(), fingerprint));
    if (Storage.exists(owner)) {
      if (Storage.readText(owner).equals(mine)) {
        return;
      }
      if (!replace) {
        throw new FilterException(
            plan.out()
                + " holds a set that was filtered otherwise. Choose another --out, or pass"
                + " --replace to delete it.");
      }
      Storage.delete(
          List.of(
              Manifest.path(plan.out()),
              Storage.child(plan.out(), "report.html"),
              Storage.child(plan.out(), "report.json"),
              Storage.child(plan.out(), "README.md")));
      for (String folder : List.of("work", "data", "haystacks", "ledger")) {
        Storage.deleteFolder(Storage.child(plan.out(), folder));
      }
    } else {
      String found = Storage.anyFile(plan.out());
      if (!found.isEmpty()) {
        throw new FilterException(
            plan.out()
                + " holds files that no filter made, such as "
                + found
                + ". Choose a new or empty folder.");
      }
    }
    Storage.commitText(owner, mine);
  }

  /** Writes the set; {@link #claim} and {@link #choose} come first. */
  public Manifest write(Flow flow) throws IOException {
    ShardSpec spec = StoredRecipe.shards(plan.set().manifest().recipe());
    flow.run(
        List.of(
            new ChooseStage(plan),
            new CopyStage(plan, spec),
            new CopyHaystacksStage(plan, spec),
            new FinishStage(plan, fingerprint)),
        new Finished(plan.out(), fingerprint));
    new FilterSummary(plan.where(), SummaryStage.read(plan.out())).write(plan.out());
    Storage.deleteFolder(Storage.child(plan.out(), "work"));
    return Manifest.read(plan.out());
  }
}
