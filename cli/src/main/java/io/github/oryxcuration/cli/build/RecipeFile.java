package io.github.oryxcuration.cli.build;

import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.recipe.RecipeProblem;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.source.SourceFormat;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a recipe by the path that a user typed. */
final class RecipeFile {
  private RecipeFile() {}

  static Recipe read(String path) {
    return read(reader -> reader.read(absolute(path)), RecipeProblem::toString);
  }

  /** A recipe that no file holds: its paths are absolute, and its lines tell nobody anything. */
  static Recipe parse(String text) {
    return read(reader -> reader.parse(absolute("recipe.yaml"), text), RecipeProblem::message);
  }

  private static Recipe read(
      Function<RecipeReader, Recipe> how, Function<RecipeProblem, String> told) {
    List<SourceFormat> formats =
        ServiceLoader.load(SourceFormat.class).stream().map(ServiceLoader.Provider::get).toList();
    try {
      return how.apply(RecipeReader.create().withFormats(formats));
    } catch (RecipeException e) {
      throw new UsageException(e.problems().stream().map(told).collect(Collectors.joining("\n")));
    }
  }

  /** See {@link TypedPath}; an empty one names nothing that could be built. */
  static String absolute(String path) {
    if (path.isBlank()) {
      throw new UsageException("the path of a file or folder is empty");
    }
    return TypedPath.absolute(path);
  }
}
