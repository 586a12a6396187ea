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

  /** In the order of the file; never empty. */
  public List<RecipeProblem> problems() {
    return problems;
  }
}
