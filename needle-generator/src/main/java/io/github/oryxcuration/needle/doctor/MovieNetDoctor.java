package io.github.oryxcuration.needle.doctor;

import io.github.oryxcuration.core.progress.Progress;
import io.github.oryxcuration.needle.doctor.FilmProblem.Kind;
import io.github.oryxcuration.needle.film.MovieNetTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks through a MovieNet tree, a film at a time, and says what is wrong with it. Reads headers of
 * all pictures; decodes none. Nothing it finds stops it.
 */
public final class MovieNetDoctor {
  private MovieNetDoctor() {}

  /**
   * What was found.
   *
   * @param films looked at
   * @param usable of them
   * @param frames of all films
   * @param shots of all films
   * @param annotatedOnly films with an annotation and no frames that are not listed either: most of
   *     MovieNet's annotation files are of trailers
   * @param problems in the order of the films
   */
  public record Report(
      int films,
      int usable,
      long frames,
      long shots,
      int annotatedOnly,
      List<FilmProblem> problems) {
    public Report {
      problems = List.copyOf(problems);
    }

    /** Films that cannot be used: the first reason of each, in ascending order of the films. */
    public List<FilmProblem> skipList() {
      List<FilmProblem> skipped = new ArrayList<>();
      String last = "";
      for (FilmProblem problem : problems) {
        if (problem.kind().skip() && !problem.film().equals(last)) {
          skipped.add(problem);
          last = problem.film();
        }
      }
      return skipped;
    }

    /** How many films have each kind of fault. */
    public Map<Kind, Integer> filmsByKind() {
      Map<Kind, Integer> films = new EnumMap<>(Kind.class);
      problems.forEach(problem -> films.merge(problem.kind(), 1, Integer::sum));
      return films;
    }
  }

  /** Looks at a whole tree. */
  public static Report examine(MovieNetTree tree, Progress progress) throws IOException {
    SortedSet<String> films = tree.films();
    List<FilmProblem> problems = new ArrayList<>();
    int usable = 0;
    long frames = 0;
    long shots = 0;
    progress.stage("doctor", films.size());
    for (String film : films) {
      FilmCheck check = new FilmCheck(tree, film).run();
      List<FilmProblem> found = check.problems();
      problems.addAll(found);
      usable += found.stream().noneMatch(problem -> problem.kind().skip()) ? 1 : 0;
      frames += check.frameCount();
      shots += check.shotCount();
      progress.step(1);
    }
    progress.done();
    SortedSet<String> annotatedOnly = new TreeSet<>(tree.withAnnotation());
    annotatedOnly.removeAll(films);
    return new Report(films.size(), usable, frames, shots, annotatedOnly.size(), problems);
  }
}
