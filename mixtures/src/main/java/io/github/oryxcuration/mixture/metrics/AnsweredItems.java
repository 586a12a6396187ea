package io.github.oryxcuration.mixture.metrics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A collection to score, from a file of predictions and a file of references. */
public final class AnsweredItems {
  private static final int SHOWN = 10;

  private AnsweredItems() {}

  /**
   * Joins two JSONL files by id, in the order of the references. A line of the first is {@code
   * {"id": …, "prediction": "text"}}, or {@code "predictions": […]} with the best first; of the
   * second, {@code {"id": …, "reference": "text"}} or {@code "references": […]}.
   *
   * @throws EvaluationException if a line is malformed or an id stands twice or in one file alone:
   *     scores of what is left would not be those of the collection
   */
  public static List<AnsweredItem> read(String predictions, String references) throws IOException {
    AnswerFile found = AnswerFile.read(predictions, "prediction");
    AnswerFile wanted = AnswerFile.read(references, "reference");
    List<String> problems = new ArrayList<>();
    problems.addAll(first(found.problems()));
    problems.addAll(first(wanted.problems()));
    if (problems.isEmpty()) {
      problems.addAll(missing(wanted, found));
      problems.addAll(missing(found, wanted));
    }
    if (problems.isEmpty() && wanted.texts().isEmpty()) {
      problems.add(wanted.name() + " holds no line");
    }
    if (!problems.isEmpty()) {
      throw new EvaluationException(
          "Nothing was scored. Mend the files and run again:\n  " + String.join("\n  ", problems));
    }
    List<AnsweredItem> items = new ArrayList<>();
    wanted
        .texts()
        .forEach(
            (id, texts) ->
                items.add(new AnsweredItem(id, found.texts().getOrDefault(id, List.of()), texts)));
    return items;
  }

  private static List<String> first(List<String> problems) {
    List<String> first = new ArrayList<>(problems.subList(0, Math.min(SHOWN, problems.size())));
    if (problems.size() > SHOWN) {
      first.add("and %,d more lines".formatted(problems.size() - SHOWN));
    }
    return first;
  }

  /** Ids that one file has and the other has not. */
  private static List<String> missing(AnswerFile has, AnswerFile lacks) {
    Set<String> there = lacks.texts().keySet();
    Collection<String> ids =
        has.texts().keySet().stream().filter(id -> !there.contains(id)).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    String some =
        ids.stream().limit(SHOWN).map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    return List.of(
        "%,d of %,d ids of %s are missing in %s: %s%s"
            .formatted(
                ids.size(),
                has.texts().size(),
                has.name(),
                lacks.name(),
                some,
                ids.size() > SHOWN ? ", …" : ""));
  }
}
