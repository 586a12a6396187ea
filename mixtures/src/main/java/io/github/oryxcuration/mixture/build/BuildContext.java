package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.source.SourceFormat;
import java.io.Serializable;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What every stage knows: the recipe and where the build writes. Travels to workers as text. */
public final class BuildContext implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String recipeJson;
  private final Layout layout;
  private transient @Nullable Recipe recipe;

  public BuildContext(Recipe recipe, String out) {
    this.recipeJson = Json.write(recipe);
    this.layout = new Layout(out);
  }

  public Layout layout() {
    return layout;
  }

  public synchronized Recipe recipe() {
    Recipe parsed = recipe;
    if (parsed == null) {
      parsed = Json.read(recipeJson, Recipe.class);
      recipe = parsed;
    }
    return parsed;
  }

  /** The names of the sources in ascending order; a source is known by its place in it. */
  List<String> sources() {
    return recipe().sources().stream().map(s -> s.name()).sorted().toList();
  }

  /** The reader that a source asks for. */
  static SourceFormat format(String name) {
    List<SourceFormat> formats =
        ServiceLoader.load(SourceFormat.class).stream().map(ServiceLoader.Provider::get).toList();
    for (SourceFormat format : formats) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "There is no source format '"
            + name
            + "'. Known: "
            + formats.stream().map(SourceFormat::name).sorted().collect(Collectors.joining(", ")));
  }
}
