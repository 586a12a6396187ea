package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.plan.PackedRow;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeJson;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes two builds the same.
 *
 * @param name of the set
 * @param toolkit version
 * @param recipe canonical JSON, without secrets
 * @param tokenizer sha256 of the tokenizer file, or the name of the estimate
 * @param fingerprint of all of these and of every input file
 */
record BuildIdentity(
    String name, String toolkit, String recipe, String tokenizer, String fingerprint)
    implements Serializable {

  /**
   * Folders of media count with the place where they lie, seen from the recipe: one whose media
   * were looked for in the wrong place is not done when {@code ${MEDIA}} is set right, and one that
   * was moved with all it names is still the same.
   */
  static BuildIdentity of(Recipe recipe, String tokenizer, List<ReadStage.Task> inputs)
      throws IOException {
    Map<String, Object> all = new TreeMap<>();
    all.put("toolkit", Toolkit.VERSION);
    all.put("rows", PackedRow.FORMAT);
    all.put("recipe", RecipeJson.digest(recipe));
    all.put("tokenizer", tokenizer);
    all.put("inputs", inputs.stream().map(input -> named(recipe, input)).toList());
    Map<String, String> media = new TreeMap<>();
    for (SourceSpec source : recipe.sources()) {
      media.put(source.name() + "/root", recipe.mediaPlace(source));
      if (!source.mediaMap().isEmpty()) {
        media.put(source.name() + "/map", Digest.hex(Storage.readAll(source.mediaMap())));
      }
    }
    all.put("media", media);
    return new BuildIdentity(
        recipe.name(),
        Toolkit.VERSION,
        RecipeJson.canonical(recipe),
        tokenizer,
        Digest.hex(Json.write(all)));
  }

  private static ReadStage.Task named(Recipe recipe, ReadStage.Task input) {
    SourcePart part = input.part();
    String file = new PublicNames(recipe, recipe.source(input.source())).of(part.file());
    return new ReadStage.Task(
        input.number(),
        input.source(),
        new SourcePart(file, part.start(), part.end(), part.digest()),
        input.buckets());
  }
}
