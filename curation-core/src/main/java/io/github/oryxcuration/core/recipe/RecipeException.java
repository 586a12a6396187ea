package io.github.oryxcuration.core.recipe;

import java.util.List;
import java.util.stream.Collectors;

/** A recipe that cannot be built, with everything that is wrong with it. The exit code is 2. */
public final class RecipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // List.copyOf gives a serializable list
  private final List<RecipeProblem> problems;

  public RecipeException(List<RecipeProblem> problems) {
    super(problems.stream().map(RecipeProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** One problem of a place that no line of the file tells, such as {@code source llava}. */
  public static RecipeException of(String place, String message) {
    return new RecipeException(List.of(new RecipeProblem(place, 0, 0, message)));
  }

  /** An option of a source whose value its format does not take. */
  public static RecipeException ofOption(String source, String key, String found, String allowed) {
    return of(
        "source " + source, "options." + key + ": found \"" + found + "\"; allowed: " + allowed);
  }

  /** In the order of the file; never empty. */
  public List<RecipeProblem> problems() {
    return problems;
  }
}
