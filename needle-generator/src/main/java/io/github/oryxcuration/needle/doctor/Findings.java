package io.github.oryxcuration.needle.doctor;

import io.github.oryxcuration.needle.doctor.FilmProblem.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers the faults of one film: how often each was found, and the first. */
final class Findings {
  private final String film;
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, String> examples = new EnumMap<>(Kind.class);

  Findings(String film) {
    this.film = film;
  }

  void add(Kind kind, String example) {
    counts.merge(kind, 1L, Long::sum);
    examples.putIfAbsent(kind, example);
  }

  boolean has(Kind kind) {
    return counts.containsKey(kind);
  }

  List<FilmProblem> problems() {
    List<FilmProblem> problems = new ArrayList<>();
    counts.forEach(
        (kind, count) ->
            problems.add(
                new FilmProblem(film, kind, count, examples.getOrDefault(kind, kind.words()))));
    return problems;
  }
}
