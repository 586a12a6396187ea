package io.github.oryxcuration.cli.build;

import io.github.oryxcuration.cli.TypedPath;
import io.github.oryxcuration.cli.UsageException;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.recipe.RecipeReader;
import io.github.oryxcuration.core.source.SourceFormat;
import java.util.List;
import java.util.ServiceLoader;

/** Reads a recipe by the path that a user typed. */
public final class RecipeFile {
  private RecipeFile() {}

  static Recipe read(String path) {
    List<SourceFormat> formats =
        ServiceLoader.load(SourceFormat.class).stream().map(ServiceLoader.Provider::get).toList();
    try {
      return RecipeReader.create().withFormats(formats).read(absolute(path));
    } catch (RecipeException e) {
      throw new UsageException(e.getMessage() == null ? path : e.getMessage());
    }
  }

  /**
   * Reads a recipe that a command wrote for the user.
   *
   * @param origin what stands before its problems
   */
  public static Recipe parse(String origin, String yaml) {
    List<SourceFormat> formats =
        ServiceLoader.load(SourceFormat.class).stream().map(ServiceLoader.Provider::get).toList();
    try {
      return RecipeReader.create().withFormats(formats).parse(origin, yaml);
    } catch (RecipeException e) {
      throw new UsageException(e.getMessage() == null ? origin : e.getMessage());
    }
  }

  /** See {@link TypedPath}; an empty one names nothing that could be built. */
  public static String absolute(String path) {
    if (path.isBlank()) {
      throw new UsageException("the path of a file or folder is empty");
    }
    return TypedPath.absolute(path);
  }
}
