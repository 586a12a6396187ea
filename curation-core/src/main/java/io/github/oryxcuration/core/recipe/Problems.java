package io.github.oryxcuration.core.recipe;

import io.github.oryxcuration.core.recipe.YamlNode.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Collects what is wrong with one recipe file. */
final class Problems {
  private final String file;
  private final List<RecipeProblem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Place at, String message) {
    found.add(new RecipeProblem(file, at.line(), at.column(), message));
  }

  /** Formats with the root locale. */
  void add(Place at, String format, Object... arguments) {
    add(at, String.format(Locale.ROOT, format, arguments));
  }

  void addFile(String message) {
    found.add(new RecipeProblem(file, 0, 0, message));
  }

  boolean none() {
    return found.isEmpty();
  }

  int count() {
    return found.size();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(
          Comparator.comparingInt(RecipeProblem::line).thenComparingInt(RecipeProblem::column));
      throw new RecipeException(found);
    }
  }
}
