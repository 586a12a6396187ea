package io.github.oryxcuration.mixture.filter;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.mixture.build.Toolkit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the manifest of what is left, once every shard is. */
final class FinishStage
    implements Stage<CopyHaystacksStage.Result, FinishStage.Task, FinishStage.Result> {
  private static final long serialVersionUID = 1L;

  record Task(List<CopyStage.Result> shards, List<CopyHaystacksStage.Result> haystacks) {}

  record Result(boolean balances) {}

  private final FilterPlan plan;
  private final String fingerprint;

  FinishStage(FilterPlan plan, String fingerprint) {
    this.plan = plan;
    this.fingerprint = fingerprint;
  }

  @Override
  public String name() {
    return "finish";
  }

  @Override
  public Class<CopyHaystacksStage.Result> previousType() {
    return CopyHaystacksStage.Result.class;
  }

  @Override
  public Class<Task> taskType() {
    return Task.class;
  }

  @Override
  public Class<Result> resultType() {
    return Result.class;
  }

  @Override
  public List<Task> cut(List<CopyHaystacksStage.Result> haystacks) throws IOException {
    byte[] copied = Storage.readAll(CopyHaystacksStage.copied(plan));
    return List.of(
        new Task(Json.read(copied, CopyHaystacksStage.Copied.class).shards(), haystacks));
  }

  @Override
  public boolean stillThere(Result result) {
    return Manifest.exists(plan.out());
  }

  @Override
  public Result run(Task task) throws IOException {
    Manifest before = plan.set().manifest();
    Map<String, CopyStage.Part> parts = new TreeMap<>();
    for (CopyStage.Result shard : task.shards) {
      shard.sources().forEach((source, part) -> parts.merge(source, part, CopyStage.Part::plus));
    }
    List<Account> accounts = new ArrayList<>();
    for (Account account : before.accounts()) {
      CopyStage.Part part = parts.getOrDefault(account.source(), new CopyStage.Part(0, 0, 0));
      Map<Reason, Long> lost =
          part.dropped() == 0 ? Map.of() : Map.of(Reason.FILTERED, part.dropped());
      long asked = before.unit().equals("tokens") ? account.tokens() : account.written();
      accounts.add(
          new Account(
              account.source(),
              account.written(),
              0,
              part.written(),
              0,
              lost,
              asked,
              part.tokens()));
    }
    Manifest manifest =
        new Manifest(
            before.name(),
            before.seed(),
            Toolkit.VERSION,
            fingerprint,
            before.tokenizer(),
            before.recipe(),
            before.inputs(),
            task.shards.stream()
                .filter(shard -> !shard.file().isEmpty())
                .map(s -> new Manifest.Shard(s.file(), s.rows(), s.bytes(), s.sha256()))
                .toList(),
            CopyHaystacksStage.shards(task.haystacks),
            accounts,
            before.unit());
    Storage.commitText(Manifest.path(plan.out()), Json.writePretty(manifest));
    return new Result(manifest.balances());
  }
}
