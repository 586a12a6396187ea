package io.github.oryxcuration.mixture.score;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.flow.Finished;
import io.github.oryxcuration.core.flow.Flow;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.storage.FolderLock;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.build.Toolkit;
import io.github.oryxcuration.mixture.scored.ScoredSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From a finished set to its scores: one task a shard, resumed batch by batch. */
public final class ScorePipeline {
  private static final String OWNER = "run.json";
  private static final String BALANCE = "balance.json";

  private final String set;
  private final String out;
  private final ScoringModel model;
  private final ScoreOptions options;

  private ScorePipeline(String set, String out, ScoringModel model, ScoreOptions options) {
    this.set = set;
    this.out = out;
    this.model = model;
    this.options = options;
  }

  /** Prepares a run; both folders absolute. */
  public static ScorePipeline of(String set, String out, ScoringModel model, ScoreOptions options) {
    return new ScorePipeline(set, out, model, options);
  }

  /**
   * What became of the samples of one source: read = scored + failed.
   *
   * @param failed without an answer; they are in the ledger
   */
  public record Scored(long read, long scored, long failed) {}

  /** What a run is, to be compared with what a folder holds. */
  private record Owner(String toolkit, String model, ScoreOptions options, String fingerprint) {}

  /**
   * Scores the set, or what an earlier attempt left undone of it.
   *
   * @return an account per source
   * @throws ScoreException if the folder holds something else, or another process writes there
   */
  public Map<String, Scored> run(Flow flow) throws IOException {
    FolderLock lock = FolderLock.tryLock(out);
    if (lock == null) {
      throw new ScoreException("Another process is writing to " + out + ". Wait for it.");
    }
    try {
      ScoredSet scored = claim();
      String fingerprint = Digest.hex(owner(scored));
      flow.run(
          List.of(new ScoreStage(scored, model, options), new BalanceStage(scored)),
          new Finished(out, fingerprint));
      Storage.deleteFolder(Storage.child(out, "work"));
      Map<String, Scored> accounts = new TreeMap<>();
      Balance balance = Json.read(Storage.readAll(Storage.child(out, BALANCE)), Balance.class);
      balance.sources.forEach(
          (source, part) ->
              accounts.put(source, new Scored(part.read(), part.scored(), part.failed())));
      return accounts;
    } finally {
      lock.close();
    }
  }

  private String owner(ScoredSet scored) throws IOException {
    return Json.write(
        new Owner(Toolkit.VERSION, model.identity(), options, scored.manifest().fingerprint()));
  }

  private ScoredSet claim() throws IOException {
    String owner = Storage.child(out, OWNER);
    String mine = owner(new ScoredSet(set, ""));
    if (Storage.exists(owner)) {
      if (!Storage.readText(owner).equals(mine)) {
        throw new ScoreException(
            out
                + " holds scores of another set, model or other options: "
                + Storage.readText(owner)
                + ". Choose another --out.");
      }
    } else {
      String found = Storage.anyFile(out);
      if (!found.isEmpty()) {
        throw new ScoreException(
            out + " holds files that no scoring made, such as " + found + ". Choose a new folder.");
      }
      Storage.commitText(owner, mine);
    }
    return ScoredSet.create(out, set);
  }

  private record Balance(Map<String, ScoreStage.Part> sources) {}

  private record Nothing() {}

  /** Adds up what all shards say, and checks that every sample is accounted for. */
  private static final class BalanceStage implements Stage<ScoreStage.Result, Nothing, Nothing> {
    private static final long serialVersionUID = 1L;

    private final ScoredSet set;

    BalanceStage(ScoredSet set) {
      this.set = set;
    }

    @Override
    public String name() {
      return "balance";
    }

    @Override
    public Class<ScoreStage.Result> previousType() {
      return ScoreStage.Result.class;
    }

    @Override
    public Class<Nothing> taskType() {
      return Nothing.class;
    }

    @Override
    public Class<Nothing> resultType() {
      return Nothing.class;
    }

    @Override
    public List<Nothing> cut(List<ScoreStage.Result> shards) throws IOException {
      Map<String, ScoreStage.Part> sum = new TreeMap<>();
      for (ScoreStage.Result shard : shards) {
        shard.sources().forEach((source, part) -> sum.merge(source, part, ScoreStage.Part::plus));
      }
      for (Account account : set.manifest().accounts()) {
        ScoreStage.Part part = sum.getOrDefault(account.source(), new ScoreStage.Part(0, 0, 0));
        if (part.read() != account.written() || part.read() != part.scored() + part.failed()) {
          throw new IOException(
              "%s does not balance: the set has %d samples, read %d, scored %d, failed %d"
                  .formatted(
                      account.source(),
                      account.written(),
                      part.read(),
                      part.scored(),
                      part.failed()));
        }
      }
      Storage.commitText(Storage.child(set.scores(), BALANCE), Json.writePretty(new Balance(sum)));
      return List.of();
    }

    @Override
    public Nothing run(Nothing task) {
      return task;
    }
  }
}
