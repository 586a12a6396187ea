package io.github.oryxcuration.needle.grid;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Outcome;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourceFormat;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.core.text.Dialect;
import io.github.oryxcuration.needle.film.FilmSource;
import io.github.oryxcuration.needle.grid.GridFilms.LongFilm;
import io.github.oryxcuration.needle.question.Question;
import io.github.oryxcuration.needle.question.QuestionFile;
import io.github.oryxcuration.needle.question.QuestionPictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The needle test (Oryx, arXiv 2409.12961, section 4.3): a picture with a question that has nothing
 * to do with the film takes the place of one frame, at every depth, of as many frames as each cell
 * asks for. Repeat r takes the same question and the same film in every cell, so cells differ in
 * length and depth alone.
 */
public final class GridFormat implements SourceFormat {
  /** Changes when the same films, questions and options give other rows. */
  private static final int VERSION = 1;

  @Override
  public String name() {
    return GridCell.TYPE;
  }

  @Override
  public String description() {
    return "pictures with questions inserted into long films, by length and depth: an evaluation";
  }

  @Override
  public Set<String> options() {
    return GridOptions.KEYS;
  }

  @Override
  public boolean needsFiles() {
    return false;
  }

  /** One part a length. */
  @Override
  public List<SourcePart> parts(SourceSpec source) throws IOException {
    GridOptions options = GridOptions.of(source);
    StringBuilder inputs = new StringBuilder(VERSION + " ");
    for (FilmSource.Entry film : FilmSource.films(source)) {
      inputs.append(film.digest());
    }
    Storage.Entry questions = QuestionFile.stat(source, options.questions());
    inputs.append(questions.bytes()).append(' ').append(questions.modifiedMillis());
    films(source, options); // refused before anything runs
    String digest = Digest.hex(inputs.toString());
    List<SourcePart> parts = new ArrayList<>();
    long rows = (long) options.depths().size() * options.repeats();
    for (int frames : options.frames()) {
      parts.add(new SourcePart(file(frames), 0, rows, digest));
    }
    return parts;
  }

  private static GridFilms.Drawn films(SourceSpec source, GridOptions options) throws IOException {
    return GridFilms.draw(source, options.frames().last(), options.repeats(), options.seed());
  }

  private static String file(int frames) {
    return SourcePart.MADE + GridCell.TYPE + "/" + frames;
  }

  @Override
  public Rows read(SourceSpec source, SourcePart part) throws IOException {
    GridOptions options = GridOptions.of(source);
    int frames = Integer.parseInt(part.file().substring(file(0).length() - 1));
    List<Question> questions =
        QuestionFile.draw(options.questions(), options.repeats(), options.seed());
    QuestionPictures pictures = new QuestionPictures(options.pictures());
    GridFilms.Drawn drawn = films(source, options);
    List<LongFilm> films = drawn.films();
    List<Outcome<Candidate>> rows = new ArrayList<>();
    if (frames == options.frames().first()) { // films are drawn for all lengths, and told once
      drawn.bad().forEach(bad -> rows.add(Outcome.lost(lost(source, part, bad))));
    }
    Map<String, String> digests = new HashMap<>();
    for (int repeat = 0; repeat < options.repeats(); repeat++) {
      Question question = questions.get(repeat % questions.size());
      LongFilm film = films.get(repeat % films.size());
      for (double depth : options.depths()) {
        String position = String.format(Locale.ROOT, "depth-%s-repeat-%d", depth, repeat);
        String id = Candidate.idOf(source.name(), String.valueOf(frames), position);
        try {
          String picture = pictures.path(question);
          String sha256 = sha256(pictures, question, digests);
          GridCell cell =
              new GridCell(
                  frames,
                  depth,
                  repeat,
                  film.id(),
                  question.picture(),
                  sha256,
                  question.id(),
                  question.options());
          rows.add(Outcome.kept(row(source, part, id, position, cell, film, picture, question)));
        } catch (CurationException e) {
          rows.add(
              Outcome.lost(
                  new LedgerRow(
                      source.name(),
                      id,
                      question.id(),
                      part.file(),
                      position,
                      "read",
                      e.reason(),
                      e.explanation())));
        }
      }
    }
    return new GridRows(rows.iterator());
  }

  private static LedgerRow lost(SourceSpec source, SourcePart part, GridFilms.Bad bad) {
    String film = bad.film().id();
    return new LedgerRow(
        source.name(),
        Candidate.idOf(source.name(), film, "film"),
        film,
        part.file(),
        film,
        "read",
        bad.why().reason(),
        bad.why().explanation());
  }

  private static Candidate row(
      SourceSpec source,
      SourcePart part,
      String id,
      String position,
      GridCell cell,
      LongFilm film,
      String picture,
      Question question) {
    MediaRef medium =
        new MediaRef.Inserted(
            film.spread(cell.frames()),
            new MediaRef.InFile(picture),
            cell.sha256(),
            cell.position());
    String prompt = question.prompt();
    return new Candidate(
        id,
        source.name(),
        source.task().isEmpty() ? GridCell.TYPE : source.task(),
        Modality.VIDEO_LONG,
        List.of(medium),
        List.of(Turn.human(Dialect.PLACEHOLDER + "\n" + prompt), Turn.gpt(question.answer())),
        source.license(),
        new Needle(
            List.of(cell.position()), prompt, question.answer(), GridCell.TYPE, Json.write(cell)),
        new Origin(part.file(), part.digest(), position, question.id()));
  }

  private static String sha256(
      QuestionPictures pictures, Question question, Map<String, String> known) throws IOException {
    String digest = known.get(question.picture());
    if (digest == null) {
      digest = Digest.hex(pictures.bytes(question));
      known.put(question.picture(), digest);
    }
    return digest;
  }

  private record GridRows(Iterator<Outcome<Candidate>> rows) implements Rows {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Outcome<Candidate> next() {
      return rows.next();
    }

    @Override
    public void close() {}
  }
}
