package io.github.oryxcuration.needle.doctor;

import io.github.oryxcuration.needle.doctor.FilmProblem.Kind;
import java.util.Locale;
import java.util.Map;

/** The doctor's report for people, and the list of films to leave out for programs. */
public final class ReportText {
  private ReportText() {}

  /** A table: a line for every kind of fault, with how many films have it and the first example. */
  public static String table(MovieNetDoctor.Report report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d of %d films can be used; %d key frames, %d shots%n",
            report.usable(),
            report.films(),
            report.frames(),
            report.shots()));
    if (report.annotatedOnly() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d further annotations are of films without frames%n",
              report.annotatedOnly()));
    }
    Map<Kind, Integer> films = report.filmsByKind();
    films.forEach(
        (kind, count) -> {
          FilmProblem first =
              report.problems().stream().filter(p -> p.kind() == kind).findFirst().orElseThrow();
          text.append(
              String.format(
                  Locale.ROOT,
                  "%-4s  %6d films  %-24s  %s; e.g. %s: %s%n",
                  kind.skip() ? "skip" : "note",
                  count,
                  kind,
                  kind.words(),
                  first.film(),
                  first.example()));
        });
    if (films.isEmpty()) {
      text.append("Nothing is wrong.").append(System.lineSeparator());
    }
    return text.toString();
  }

  /** A line per film to leave out: id, kind and the reason in words, separated by tabs. */
  public static String skipList(MovieNetDoctor.Report report) {
    StringBuilder text = new StringBuilder();
    for (FilmProblem problem : report.skipList()) {
      String words = problem.example().replaceAll("[\\t\\r\\n]+", " ");
      text.append(problem.film()).append('\t').append(problem.kind()).append('\t');
      text.append(words).append('\n');
    }
    return text.toString();
  }
}
