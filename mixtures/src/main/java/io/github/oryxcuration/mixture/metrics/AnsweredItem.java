package io.github.oryxcuration.mixture.metrics;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One question, or one picture to describe, with what was answered.
 *
 * @param id unique in the collection
 * @param answers at least one, the best first
 * @param references at least one
 */
public record AnsweredItem(String id, List<String> answers, List<String> references) {
  public AnsweredItem {
    requireNonNull(id, "id");
    answers = List.copyOf(answers);
    references = List.copyOf(references);
    if (answers.isEmpty() || references.isEmpty()) {
      throw new IllegalArgumentException(
          "answers and references must each be at least 1, but '%s' has %d and %d"
              .formatted(id, answers.size(), references.size()));
    }
  }
}
