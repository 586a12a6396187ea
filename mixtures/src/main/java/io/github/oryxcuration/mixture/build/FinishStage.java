package io.github.oryxcuration.mixture.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.Account;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.recipe.Recipe.MixBy;
import io.github.oryxcuration.core.shard.Haystacks;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Merges what all shards say of themselves into the manifest, once everything is written. */
final class FinishStage implements Stage<WriteStage.Result, FinishStage.Task, FinishStage.Result> {
  private static final long serialVersionUID = 1L;

  private static final Pattern OF_A_SHARD =
      Pattern.compile(
          "(train|haystacks)-\\d+-of-\\d+\\.(parquet|json)|(write|reduced)-\\d+\\.jsonl");

  record Task(List<WriteStage.Result> shards) {}

  record Result(boolean balances) {}

  private final BuildContext context;
  private final BuildIdentity identity;

  FinishStage(BuildContext context, BuildIdentity identity) {
    this.context = context;
    this.identity = identity;
  }

  @Override
  public String name() {
    return "finish";
  }

  @Override
  public Class<WriteStage.Result> previousType() {
    return WriteStage.Result.class;
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
  public List<Task> cut(List<WriteStage.Result> shards) {
    return List.of(new Task(shards));
  }

  @Override
  public boolean stillThere(Result result) {
    return Manifest.exists(context.layout().out());
  }

  @Override
  public Result run(Task task) throws IOException {
    List<HaystackStage.Result> haystacks =
        Json.read(Storage.readAll(context.layout().haystacksWritten()), WriteStage.Haystacks.class)
            .files();
    Manifest manifest =
        new Manifest(
            context.recipe().name(),
            context.recipe().seed(),
            identity.toolkit(),
            identity.fingerprint(),
            identity.tokenizer(),
            Json.read(identity.recipe(), JsonNode.class),
            context.inputs().stream()
                .map(
                    t ->
                        new Manifest.Input(
                            t.source(),
                            context.names(t.source()).of(t.part().file()),
                            t.part().digest()))
                .distinct()
                .toList(),
            task.shards.stream()
                .filter(s -> !s.file().isEmpty())
                .map(s -> new Manifest.Shard(s.file(), s.rows(), s.bytes(), s.sha256()))
                .toList(),
            haystacks.stream()
                .filter(s -> !s.name().isEmpty())
                .map(s -> new Manifest.Shard(s.name(), s.rows(), s.bytes(), s.sha256()))
                .toList(),
            accounts(task.shards),
            context.recipe().mixBy() == MixBy.TOKENS ? "tokens" : "samples");
    sweep(task.shards, haystacks);
    Storage.commitText(context.layout().manifest(), Json.writePretty(manifest));
    return new Result(manifest.balances());
  }

  /**
   * Deletes shards and their entries that an earlier attempt left: where media came or went in
   * between, the same recipe is cut into another number of shards, and readers take every file.
   */
  private void sweep(List<WriteStage.Result> shards, List<HaystackStage.Result> haystacks)
      throws IOException {
    Layout layout = context.layout();
    Set<String> kept = new HashSet<>();
    for (HaystackStage.Result file : haystacks) {
      kept.add(Storage.child(layout.out(), Layout.haystacksMarker(file.file(), file.files())));
      if (!file.name().isEmpty()) {
        kept.add(layout.haystacks(file.file(), file.files()));
      }
    }
    for (WriteStage.Result shard : shards) {
      String entry = Layout.shardMarker(shard.shard(), shard.shards());
      kept.add(Storage.child(layout.out(), entry));
      kept.add(layout.writeLedger(shard.shard()));
      kept.add(layout.reducedLedger(shard.shard()));
      if (!shard.file().isEmpty()) {
        kept.add(layout.shard(shard.shard(), shard.shards()));
      }
    }
    for (String folder : List.of("data", Haystacks.FOLDER, "manifest", "ledger")) {
      for (Storage.Entry file : Storage.list(Storage.child(layout.out(), folder))) {
        boolean ours = OF_A_SHARD.matcher(Storage.name(file.path())).matches();
        if (ours && !kept.contains(file.path())) {
          Storage.delete(List.of(file.path()));
        }
      }
    }
  }

  private List<Account> accounts(List<WriteStage.Result> shards) throws IOException {
    Layout layout = context.layout();
    List<String> sources = context.sources();
    ProbeStage.ReadSummary read = ProbeStage.ReadSummary.of(context);
    MixStage.Mix mix = Json.read(Storage.readAll(layout.mix()), MixStage.Mix.class);
    OrderStage.Summary order =
        mix.probed().isEmpty()
            ? new OrderStage.Summary(zeros(sources), zeros(sources))
            : Json.read(Storage.readAll(layout.orderSummary()), OrderStage.Summary.class);
    List<Account> accounts = new ArrayList<>();
    for (int s = 0; s < sources.size(); s++) {
      String source = sources.get(s);
      MixStage.Share share = mix.shares().get(s);
      Map<Reason, Long> lost = new EnumMap<>(Reason.class);
      long rows = 0;
      for (ReadStage.Result part : read.parts()) {
        if (part.source().equals(source)) {
          rows += part.read();
          add(lost, part.lost());
        }
      }
      add(lost, share.tally().lost());
      long written = 0;
      long tokens = 0;
      for (WriteStage.Result shard : shards) {
        WriteStage.Part part = shard.sources().get(source);
        if (part != null) {
          written += part.written();
          tokens += part.tokens();
          add(lost, part.lost());
        }
      }
      accounts.add(
          new Account(
              source,
              rows,
              order.repeated().get(s),
              written,
              order.notSelected().get(s),
              lost,
              share.quota().asked(),
              tokens));
    }
    return accounts;
  }

  private static List<Long> zeros(List<String> sources) {
    return java.util.Collections.nCopies(sources.size(), 0L);
  }

  private static void add(Map<Reason, Long> sums, Map<Reason, Long> more) {
    more.forEach((reason, n) -> sums.merge(reason, n, Long::sum));
  }
}
