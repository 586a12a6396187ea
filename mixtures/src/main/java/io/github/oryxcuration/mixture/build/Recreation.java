package io.github.oryxcuration.mixture.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oryxcuration.core.manifest.Manifest;
import io.github.oryxcuration.core.parquet.ParquetRows;
import io.github.oryxcuration.core.plan.Planned;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.ShardSpec;
import io.github.oryxcuration.core.recipe.StoredRecipe;
import io.github.oryxcuration.core.sample.Sample;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes one sample of a finished build again, from its plan and the raw data. */
public final class Recreation {
  private static final ShardSpec ANY_SHARDS = new ShardSpec(1, 1, ShardSpec.Compression.NONE);

  private Recreation() {}

  /**
   * The sample as the build would write it today. Files in its provenance are names alone: where
   * the sources' folders were is not in the set.
   *
   * @param folder of the build, absolute
   * @throws FileNotFoundException if the plan has no such sample
   * @throws io.github.oryxcuration.core.error.CurationException if its media are gone or changed
   */
  public static Sample sample(String folder, Manifest manifest, String id) throws IOException {
    PlanRow row = find(folder, id);
    BuildContext context = new BuildContext(recipe(manifest), new Layout(folder), List.of());
    try (Materialiser materialiser = Materialiser.open(context)) {
      Planned planned = row.planned();
      materialiser.prefetch(List.of(planned));
      return materialiser.sample(id, planned);
    }
  }

  private static PlanRow find(String folder, String id) throws IOException {
    for (Storage.Entry part : Storage.list(Storage.child(folder, "plan"))) {
      if (part.path().endsWith(".parquet")) {
        long number = numberOf(part.path(), id);
        if (number >= 0) {
          try (PlanFile.Reader rows = PlanFile.open(part.path(), number, 1)) {
            return rows.next();
          }
        }
      }
    }
    throw new FileNotFoundException("the plan in " + folder + " has no sample " + id);
  }

  private static long numberOf(String part, String id) throws IOException {
    try (ParquetRows rows = ParquetRows.open(part, List.of("id"))) {
      while (rows.hasNext()) {
        if (id.equals(rows.next().get("id"))) {
          return rows.rowNumber();
        }
      }
    }
    return -1;
  }

  /** The recipe as far as it decides a sample. */
  private static Recipe recipe(Manifest manifest) {
    List<SourceSpec> sources = new ArrayList<>();
    for (JsonNode source : manifest.recipe().path("sources")) {
      sources.add(source(source.path("name").asText(), source.path("format").asText()));
    }
    return new Recipe(
        manifest.name(),
        manifest.seed(),
        0,
        Recipe.MixBy.SAMPLES,
        1,
        1,
        Recipe.LedgerMode.LOSSES,
        "",
        StoredRecipe.trainer(manifest.recipe()),
        StoredRecipe.media(manifest.recipe()),
        ANY_SHARDS,
        sources);
  }

  private static SourceSpec source(String name, String format) {
    return new SourceSpec(
        name,
        format,
        List.of(),
        "",
        "",
        "",
        "",
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
