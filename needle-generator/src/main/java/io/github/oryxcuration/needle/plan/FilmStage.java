package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.needle.caption.FrameFacts;
import io.github.oryxcuration.needle.choose.Draw;
import io.github.oryxcuration.needle.choose.FilmOffers;
import io.github.oryxcuration.needle.choose.Haystack;
import io.github.oryxcuration.needle.choose.Offer;
import io.github.oryxcuration.needle.choose.Task;
import io.github.oryxcuration.needle.feature.FrameFeatures;
import io.github.oryxcuration.needle.film.Film;
import io.github.oryxcuration.needle.film.FilmFrame;
import io.github.oryxcuration.needle.film.FilmSource;
import io.github.oryxcuration.needle.film.MovieNetTree;
import io.github.oryxcuration.needle.film.Subtitles;
import io.github.oryxcuration.needle.question.Question;
import io.github.oryxcuration.needle.question.QuestionFile;
import io.github.oryxcuration.needle.question.QuestionPictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One film → its haystack, and the needles that it could give. A bad film is one lost row. */
final class FilmStage implements Stage<FilmStage.Start, FilmStage.Todo, Step> {
  private static final long serialVersionUID = 1L;

  /** Offers beyond a film's fair share of a cell, to replace those that fail. */
  private static final int SPARE = 3;

  /** Pictures to choose from for each that is inserted: some look like a frame of the film. */
  private static final int SPARE_DONORS = 2;

  /** Questions that all films draw from. */
  private static final int POOL = 20_000;

  /** Kept for the tasks, so that a large file is read once. */
  record QuestionPool(List<Question> questions) {}

  record Start() {}

  record Todo(int number, String id, String path, String digest) {}

  private final Recipe recipe;
  private final SourceSpec source;
  private final NeedlePaths paths;

  FilmStage(Recipe recipe, SourceSpec source, NeedlePaths paths) {
    this.recipe = recipe;
    this.source = source;
    this.paths = paths;
  }

  @Override
  public String name() {
    return "films-" + source.name();
  }

  @Override
  public Class<Start> previousType() {
    return Start.class;
  }

  @Override
  public Class<Todo> taskType() {
    return Todo.class;
  }

  @Override
  public Class<Step> resultType() {
    return Step.class;
  }

  @Override
  public List<Todo> cut(List<Start> previous) throws IOException {
    NeedleOptions options = NeedleOptions.of(source);
    if (!options.questions().isEmpty()) {
      QuestionPool pool =
          new QuestionPool(QuestionFile.draw(options.questions(), POOL, recipe.seed()));
      Storage.commit(paths.questions(), out -> out.write(Json.bytes(pool)));
    }
    List<Todo> films = new ArrayList<>();
    for (FilmSource.Entry film : FilmSource.films(source)) {
      films.add(new Todo(films.size(), film.id(), film.path(), film.digest()));
    }
    return films;
  }

  @Override
  public Step run(Todo film) throws IOException {
    NeedleOptions options = NeedleOptions.of(source);
    FilmPlan plan = planOrLost(film, options);
    Storage.commit(paths.film(film.number), out -> out.write(Json.bytes(plan)));
    int length = plan.haystack().size();
    List<Integer> cells =
        plan.offers().stream().map(offer -> cell(offer, length, options)).toList();
    return new Step(List.of(new Step.Supply(film.number, cells)), List.of());
  }

  private FilmPlan planOrLost(Todo film, NeedleOptions options) throws IOException {
    try {
      return plan(film, options);
    } catch (CurationException e) {
      return lost(film, e);
    }
  }

  /** Depth by task by length; equal for equal cells. */
  private static int cell(Offer offer, int length, NeedleOptions options) {
    List<Integer> lengths = options.lengths();
    int bin = 0;
    while (bin < lengths.size() - 1 && length > lengths.get(bin)) {
      bin++;
    }
    return bin * cellsOfALength(options)
        + options.tasks().indexOf(offer.task()) * options.depths().bins()
        + offer.bin();
  }

  static int cellsOfALength(NeedleOptions options) {
    return options.tasks().size() * options.depths().bins();
  }

  /** Films are spread over the lengths by seed; one that is too short for its length gives all. */
  private int length(Todo film, NeedleOptions options) {
    return Draw.of(recipe.seed(), "needle-length", source.name() + "/" + film.id)
        .pick(options.lengths());
  }

  private FilmPlan plan(Todo todo, NeedleOptions options) throws IOException {
    FilmReader reader = new FilmReader(recipe.media(), paths);
    FilmReader.Measured measured =
        todo.path.isEmpty()
            ? reader.keyFrames(
                Film.read(
                    MovieNetTree.open(source.mediaRoot()), todo.id, recipe.media().maxBytes()))
            : reader.video(todo.id, todo.path, options.framesPerSecond());
    Film film = measured.film();
    Haystack haystack = Haystack.of(measured.features(), length(todo, options), options.nearness());
    if (haystack.length() < options.minFrames()) {
      throw new CurationException(
          Reason.FILM_TOO_SHORT,
          String.format(
              java.util.Locale.ROOT,
              "%d usable frames, at least %d wanted (min_frames): of %d frames %d cannot be decoded"
                  + " and %d look like the one before",
              haystack.length(),
              options.minFrames(),
              film.frames().size(),
              haystack.undecodable(),
              haystack.thinned()));
    }
    List<FilmFrame> frames = haystack.frames().stream().map(film.frames()::get).toList();
    List<FrameFeatures> features = new ArrayList<>();
    for (int at : haystack.frames()) {
      features.add(Objects.requireNonNull(measured.features().get(at)));
    }
    int share = options.perFilm() / Math.max(1, cellsOfALength(options)) + 1;
    FilmOffers offers =
        FilmOffers.of(
            source.name() + "/" + todo.id,
            frames,
            features,
            new FilmOffers.Spec(
                recipe.seed(),
                options.depths(),
                options.tasks(),
                share + SPARE,
                options.nearness(),
                options.quality()));
    List<Offer> all = new ArrayList<>(offers.offers());
    Map<Integer, Insert> inserts = new TreeMap<>();
    if (options.tasks().contains(Task.INSERT)) {
      for (Inserts.Placed one : inserts(todo, options, reader, features, share + SPARE)) {
        inserts.put(all.size(), one.insert());
        all.add(one.offer());
      }
    }
    Map<Integer, Map<String, String>> facts = new TreeMap<>();
    offers.positions().forEach(at -> facts.put(at, FrameFacts.of(film, frames.get(at))));
    return new FilmPlan(
        todo.id,
        todo.digest,
        film.meta().title(),
        film.medium(),
        frames,
        all,
        inserts,
        offers.rejected(),
        facts,
        film.shots(),
        film.subtitles(),
        film.framesPerSecond(),
        List.of(),
        skipped(film, haystack.undecodable(), !todo.path.isEmpty()));
  }

  /** A film with gaps is used for what it has; what it lacks is told. */
  private static String skipped(Film film, int undecodable, boolean video) {
    List<String> words = new ArrayList<>();
    if (undecodable > 0) {
      words.add(
          "%d of its %d frames cannot be decoded".formatted(undecodable, film.frames().size()));
    }
    long shots = film.frames().stream().map(FilmFrame::shot).distinct().count();
    if (!video && shots < film.shots().size()) {
      words.add(
          "%d of its %d shots have no key frame"
              .formatted(film.shots().size() - shots, film.shots().size()));
    }
    if (film.unusable() > 0) {
      words.add("%d pictures are no key frames".formatted(film.unusable()));
    }
    return String.join(", ", words);
  }

  private List<Inserts.Placed> inserts(
      Todo film,
      NeedleOptions options,
      FilmReader reader,
      List<FrameFeatures> haystack,
      int perCell)
      throws IOException {
    Draw draw = Draw.of(recipe.seed(), "needle-inserts", source.name() + "/" + film.id);
    Donors donors = new Donors(source, recipe.media(), options, reader);
    int most = SPARE_DONORS * perCell * options.depths().bins();
    List<Donors.Donor> found;
    if (options.questions().isEmpty()) {
      found = donors.frames(film.id, draw, most);
    } else {
      QuestionPool pool = Json.read(Storage.readAll(paths.questions()), QuestionPool.class);
      found = donors.asked(pool.questions(), new QuestionPictures(options.pictures()), draw, most);
    }
    return new Inserts(options, haystack).place(found, draw, perCell);
  }

  private static FilmPlan lost(Todo film, CurationException why) {
    return new FilmPlan(
        film.id,
        film.digest,
        "",
        new MediaRef.InFile(film.path),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        Map.of(),
        List.of(),
        Subtitles.NONE,
        0,
        List.of(new FilmPlan.Lost(why.reason(), why.explanation())),
        "");
  }

  /** The tasks in words, for people. */
  static String word(Task task) {
    return "needle-" + task.word();
  }
}
