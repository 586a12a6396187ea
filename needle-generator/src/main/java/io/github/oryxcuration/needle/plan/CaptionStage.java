package io.github.oryxcuration.needle.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.digest.Digest;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.media.MediaReader;
import io.github.oryxcuration.core.media.ProbeCache;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.needle.caption.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One round of captioning. Cut: the even allocation over what all films offer and earlier rounds
 * left. Run: the needles of one bucket of films.
 */
final class CaptionStage implements Stage<Step, CaptionStage.Todo, Step> {
  private static final long serialVersionUID = 1L;

  record Todo(int round, int bucket, List<RoundState.Pick> picks) {}

  private final Recipe recipe;
  private final SourceSpec source;
  private final NeedlePaths paths;
  private final int round;

  CaptionStage(Recipe recipe, SourceSpec source, NeedlePaths paths, int round) {
    this.recipe = recipe;
    this.source = source;
    this.paths = paths;
    this.round = round;
  }

  @Override
  public String name() {
    return "captions-" + source.name() + "-" + round;
  }

  @Override
  public Class<Step> previousType() {
    return Step.class;
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
  public List<Todo> cut(List<Step> previous) throws IOException {
    NeedleOptions options = NeedleOptions.of(source);
    RoundState state = state(paths, round, previous);
    Map<Integer, List<RoundState.Pick>> buckets = new TreeMap<>();
    for (RoundState.Pick pick : state.next(options)) {
      buckets
          .computeIfAbsent(pick.film() % options.buckets(), bucket -> new ArrayList<>())
          .add(pick);
    }
    List<Todo> tasks = new ArrayList<>();
    buckets.forEach((bucket, picks) -> tasks.add(new Todo(round, bucket, picks)));
    return tasks;
  }

  /** Where things stand before a round, from the results of the stage before; kept for the next. */
  static RoundState state(NeedlePaths paths, int round, List<Step> previous) throws IOException {
    List<Step.Supply> supplies = new ArrayList<>();
    List<Step.Tried> tried = new ArrayList<>();
    for (Step step : previous) {
      supplies.addAll(step.films());
      tried.addAll(step.tried());
    }
    RoundState state =
        round == 0
            ? new RoundState(supplies, List.of())
            : Json.read(Storage.readAll(paths.state(round - 1)), RoundState.class).after(tried);
    Storage.commit(paths.state(round), out -> out.write(Json.bytes(state)));
    return state;
  }

  @Override
  public Step run(Todo todo) throws IOException {
    NeedleOptions options = NeedleOptions.of(source);
    Map<Integer, List<Integer>> byFilm = new TreeMap<>();
    for (RoundState.Pick pick : todo.picks) {
      byFilm.computeIfAbsent(pick.film(), film -> new ArrayList<>()).add(pick.offer());
    }
    List<String> earlier = new ArrayList<>();
    for (int round = 0; round < todo.round; round++) {
      earlier.add(paths.captioned(round, todo.bucket));
    }
    Map<Integer, List<Captioned>> before = Captioned.byFilm(earlier);
    List<Captioned> done = new ArrayList<>();
    Map<Integer, Map<Integer, Insert>> plans = new TreeMap<>();
    try (MediaReader media = new MediaReader(recipe.media(), recipe.trainer(), ProbeCache.none());
        CaptionBucket bucket =
            CaptionBucket.open(options, paths, todo.bucket, media, recipe.seed())) {
      for (Map.Entry<Integer, List<Integer>> film : byFilm.entrySet()) {
        FilmPlan plan = Json.read(Storage.readAll(paths.film(film.getKey())), FilmPlan.class);
        plans.put(film.getKey(), plan.inserts());
        SaidElsewhere elsewhere = new SaidElsewhere(plan);
        before.getOrDefault(film.getKey(), List.of()).forEach(elsewhere::checked);
        bucket.caption(film.getKey(), plan, film.getValue()).stream()
            .map(elsewhere::checked)
            .forEach(done::add);
      }
    }
    StringBuilder lines = new StringBuilder();
    List<Step.Tried> tried = new ArrayList<>();
    for (Captioned one : done) {
      lines.append(Json.write(one)).append('\n');
      tried.add(new Step.Tried(one.film(), one.offer(), said(one, plans.get(one.film()))));
    }
    Storage.commit(
        paths.captioned(todo.round, todo.bucket),
        out -> out.write(lines.toString().getBytes(UTF_8)));
    return new Step(List.of(), tried);
  }

  /** Equal for answers that say the same to the same question; empty where there is none. */
  private static String said(Captioned one, @Nullable Map<Integer, Insert> inserts) {
    String answer = one.answer();
    Insert insert = inserts == null ? null : inserts.get(one.offer());
    if (answer == null) {
      return "";
    }
    String question =
        insert == null || !insert.isAsked() ? "" : insert.sha256() + insert.question() + one.film();
    return Digest.hex(question + Words.normal(answer)).substring(0, 32);
  }
}
