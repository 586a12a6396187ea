package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.Recipe.MixBy;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a build of the recipe would write.
 *
 * @param unit what asked and granted count: samples or tokens
 * @param shards how many files
 * @param rows samples in them, if none is lost at the writing
 * @param bytes planned, of shards and haystacks
 * @param tokens visual and text
 */
public record PlanSummary(
    String name,
    String unit,
    int shards,
    long rows,
    long bytes,
    long tokens,
    List<SourcePlan> sources) {

  /**
   * One source of the plan.
   *
   * @param read rows in its files
   * @param usable rows that passed their probe
   * @param epochs how often the set shows the source, on average
   * @param lost rows so far, by reason
   */
  public record SourcePlan(
      String source,
      long read,
      long usable,
      long asked,
      long granted,
      double epochs,
      Map<Reason, Long> lost) {}

  static PlanSummary read(Recipe recipe, BuildContext context) throws IOException {
    Layout layout = context.layout();
    ProbeStage.ReadSummary read = ProbeStage.ReadSummary.of(context);
    MixStage.Mix mix = Json.read(Storage.readAll(layout.mix()), MixStage.Mix.class);
    WriteStage.Shards shards = Json.read(Storage.readAll(layout.shards()), WriteStage.Shards.class);
    List<SourcePlan> sources = new ArrayList<>();
    for (MixStage.Share share : mix.shares()) {
      String source = share.quota().source();
      Map<Reason, Long> lost = new EnumMap<>(Reason.class);
      lost.putAll(share.tally().lost());
      long rows = 0;
      for (ReadStage.Result part : read.parts()) {
        if (part.source().equals(source)) {
          rows += part.read();
          part.lost().forEach((reason, n) -> lost.merge(reason, n, Long::sum));
        }
      }
      long supply = mix.byTokens() ? share.supply().tokens() : share.supply().rows();
      sources.add(
          new SourcePlan(
              source,
              rows,
              share.supply().rows(),
              share.quota().asked(),
              share.quota().granted(),
              supply == 0 ? 0 : (double) share.quota().granted() / supply,
              lost));
    }
    return new PlanSummary(
        recipe.name(),
        recipe.mixBy() == MixBy.TOKENS ? "tokens" : "samples",
        shards.shards(),
        shards.rows(),
        shards.bytes() + shards.haystackBytes(),
        shards.tokens(),
        sources);
  }
}
