package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.caption.HttpCaptionerSpec;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.prepare.PreparedFormat;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.recipe.RecipeException;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.needle.caption.Prompts;
import io.github.oryxcuration.needle.choose.Task;
import io.github.oryxcuration.needle.film.FilmSource;
import io.github.oryxcuration.needle.question.QuestionFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Needles in long films (Oryx, arXiv 2409.12961, section 3.2.1): questions about single frames, and
 * about the difference of two. {@code media_root} names a tree in MovieNet's layout, or {@code
 * files} plain videos. The options are those of {@link NeedleOptions}.
 */
public final class NeedlesFormat implements PreparedFormat {
  /** Changes when the same films and options give other rows. */
  private static final int VERSION = 1;

  @Override
  public String name() {
    return "needles";
  }

  @Override
  public String description() {
    return "questions about single frames of long films (MovieNet, or video files)";
  }

  @Override
  public Set<String> options() {
    return NeedleOptions.KEYS;
  }

  @Override
  public boolean needsFiles() {
    return false;
  }

  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    NeedleOptions options = NeedleOptions.of(source);
    long perFilm = options.perFilm();
    List<FilmSource.Entry> films = FilmSource.films(source);
    if (options.tasks().contains(Task.INSERT)
        && options.questions().isEmpty()
        && films.size() < 2) {
      throw RecipeException.ofOption(
          source.name(),
          "tasks",
          "insert",
          "it where there are two films or more, or insert_questions");
    }
    String digest = VERSION + "-" + questions(source, options);
    List<SourcePart> parts = new ArrayList<>();
    for (FilmSource.Entry film : films) {
      long start = parts.size() * perFilm; // tells the film's number
      parts.add(
          new SourcePart(
              NeedleRows.file(film.id()), start, start + perFilm, digest + film.digest()));
    }
    return parts;
  }

  /** Tells one file of questions from another; empty without one. */
  private static String questions(SourceSpec source, NeedleOptions options) throws IOException {
    if (options.questions().isEmpty()) {
      return "";
    }
    Storage.Entry file = QuestionFile.stat(source, options.questions());
    return file.bytes() + "-" + file.modifiedMillis() + "-";
  }

  @Override
  public List<Stage<?, ?, ?>> stages(Recipe recipe, SourceSpec source, String out) {
    NeedlePaths paths = new NeedlePaths(out, source.name());
    List<Stage<?, ?, ?>> stages = new ArrayList<>();
    stages.add(new FilmStage(recipe, source, paths));
    for (int round = 0; round < NeedleOptions.of(source).rounds(); round++) {
      stages.add(new CaptionStage(recipe, source, paths, round));
    }
    stages.add(new SettleStage(recipe, source, paths));
    return stages;
  }

  @Override
  public String forecast(SourceSpec source) throws IOException {
    NeedleOptions options = NeedleOptions.of(source);
    HttpCaptionerSpec http = options.http();
    if (http == null) {
      return "";
    }
    long films = FilmSource.films(source).size();
    long needles = Math.min(options.count(), films * options.perFilm());
    Task dearest = options.tasks().contains(Task.DIFF) ? Task.DIFF : Task.CAPTION;
    int pictures = dearest == Task.DIFF ? 2 : 1;
    return String.format(
        Locale.ROOT,
        "source %s: %d needles of %d films cost at most %s to caption by %s, each asked once;"
            + " repeated calls come on top. No more than %s are spent in all (cap).",
        source.name(),
        needles,
        films,
        http.forecast(Prompts.of(dearest), pictures, needles),
        http.model(),
        http.cap().signum() < 0 ? "any sum" : http.cap().toPlainString());
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part, String out) throws IOException {
    int number = Math.toIntExact(part.start() / NeedleOptions.of(source).perFilm());
    String path = new NeedlePaths(out, source.name()).rows(number);
    return new FilmRows(
        Storage.readText(path).lines().map(line -> Json.read(line, NeedleRows.Row.class)).toList());
  }

  /** The rows that settling left of one film. */
  private static final class FilmRows implements Rows {
    private final List<LedgerRow> reduced;
    private final Iterator<NeedleRows.Row> rows;

    FilmRows(List<NeedleRows.Row> all) {
      this.reduced = all.stream().map(NeedleRows.Row::reduced).filter(Objects::nonNull).toList();
      this.rows = all.stream().filter(row -> row.reduced() == null).iterator();
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Outcome<Candidate> next() {
      NeedleRows.Row row = rows.next();
      Candidate kept = row.kept();
      return kept != null ? Outcome.kept(kept) : Outcome.lost(Objects.requireNonNull(row.lost()));
    }

    @Override
    public List<LedgerRow> reduced() {
      return reduced;
    }

    @Override
    public void close() {}
  }
}
