package io.github.oryxcuration.needle.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.flow.Stage;
import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.core.ledger.LedgerWriter;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.storage.Storage;
import io.github.oryxcuration.needle.choose.Offer;
import io.github.oryxcuration.needle.choose.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Drops answers that others gave too, trims the cells, writes each film's rows, and the frames that
 * could not be needles.
 */
final class SettleStage implements Stage<Step, SettleStage.Todo, SettleStage.Result> {
  private static final long serialVersionUID = 1L;

  record Todo(int films) {}

  record Result(int needles) {}

  private final Recipe recipe;
  private final SourceSpec source;
  private final NeedlePaths paths;

  SettleStage(Recipe recipe, SourceSpec source, NeedlePaths paths) {
    this.recipe = recipe;
    this.source = source;
    this.paths = paths;
  }

  @Override
  public String name() {
    return "settle-" + source.name();
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
  public Class<Result> resultType() {
    return Result.class;
  }

  @Override
  public List<Todo> cut(List<Step> previous) throws IOException {
    NeedleOptions options = NeedleOptions.of(source);
    RoundState state = CaptionStage.state(paths, options.rounds(), previous);
    return List.of(new Todo(state.supplies().size()));
  }

  @Override
  public Result run(Todo todo) throws IOException {
    NeedleOptions options = NeedleOptions.of(source);
    RoundState state = Json.read(Storage.readAll(paths.state(options.rounds())), RoundState.class);
    Set<RoundState.Pick> repeated = state.repeated();
    Set<RoundState.Pick> settled = state.settled(options);
    Map<Integer, List<Captioned>> captioned = captioned(options);
    try (LedgerWriter unfit = new LedgerWriter(paths.unfit())) {
      for (int number = 0; number < todo.films; number++) {
        FilmPlan film = Json.read(Storage.readAll(paths.film(number)), FilmPlan.class);
        NeedleRows rows = new NeedleRows(recipe, source, film);
        for (Rejection rejection : film.rejected()) {
          unfit.add(rows.unfit(rejection));
        }
        StringBuilder lines = new StringBuilder();
        film.lost().forEach(lost -> append(lines, rows.lostFilm(lost)));
        if (!film.skipped().isEmpty()) {
          append(lines, rows.skipped());
        }
        for (Captioned one : captioned.getOrDefault(number, List.of())) {
          append(lines, row(rows, film, one, repeated, settled));
        }
        Storage.commit(paths.rows(number), out -> out.write(lines.toString().getBytes(UTF_8)));
      }
      unfit.commit();
    }
    return new Result(settled.size());
  }

  private static NeedleRows.Row row(
      NeedleRows rows,
      FilmPlan film,
      Captioned one,
      Set<RoundState.Pick> repeated,
      Set<RoundState.Pick> settled) {
    Offer offer = film.offers().get(one.offer());
    RoundState.Pick pick = new RoundState.Pick(one.film(), one.offer());
    if (one.answer() == null) {
      return rows.lost(
          offer, Objects.requireNonNull(one.reason()), Objects.requireNonNull(one.message()));
    }
    if (repeated.contains(pick)) {
      return rows.lost(
          offer, Reason.NEEDLE_GENERIC, "another needle of the set has the same answer");
    }
    return settled.contains(pick)
        ? rows.kept(one)
        : rows.lost(
            offer, Reason.NEEDLE_SURPLUS, "its depth and task have more needles than others");
  }

  private static void append(StringBuilder lines, NeedleRows.Row row) {
    lines.append(Json.write(row)).append('\n');
  }

  /** What all rounds captioned, by film, in the order of the offers. */
  private Map<Integer, List<Captioned>> captioned(NeedleOptions options) throws IOException {
    List<String> files = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      for (int bucket = 0; bucket < options.buckets(); bucket++) {
        files.add(paths.captioned(round, bucket));
      }
    }
    Map<Integer, List<Captioned>> all = Captioned.byFilm(files);
    all.values().forEach(list -> list.sort(Comparator.comparingInt(Captioned::offer)));
    return all;
  }
}
