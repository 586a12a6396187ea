package io.github.oryxcuration.needle.plan;

import static java.util.Objects.requireNonNull;

import io.github.oryxcuration.core.error.LedgerRow;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.recipe.Recipe;
import io.github.oryxcuration.core.sample.Candidate;
import io.github.oryxcuration.core.sample.Modality;
import io.github.oryxcuration.core.sample.Needle;
import io.github.oryxcuration.core.sample.Origin;
import io.github.oryxcuration.core.sample.Turn;
import io.github.oryxcuration.core.source.SourcePart;
import io.github.oryxcuration.core.source.SourceSpec;
import io.github.oryxcuration.core.text.Dialect;
import io.github.oryxcuration.needle.choose.Offer;
import io.github.oryxcuration.needle.choose.Rejection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of one film: its needles as candidates, and what was lost of it. */
final class NeedleRows {
  /** One line of a file of rows; one of the three is set. */
  record Row(@Nullable Candidate kept, @Nullable LedgerRow lost, @Nullable LedgerRow reduced) {}

  private final SourceSpec source;
  private final long seed;
  private final int trainerFrames;
  private final FilmPlan film;

  NeedleRows(Recipe recipe, SourceSpec source, FilmPlan film) {
    this.source = source;
    this.seed = recipe.seed();
    this.trainerFrames = recipe.trainer().maxFrames();
    this.film = film;
  }

  /** What a needle is called within its source: {@code tt0032138@diff-12-140}. */
  static String id(FilmPlan film, Offer offer) {
    return film.film() + "@" + position(offer);
  }

  private static String position(Offer offer) {
    return offer.task().word()
        + "-"
        + offer.idx().stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  /** The file that a film's part is said to be. */
  static String file(String film) {
    return SourcePart.MADE + "needles/" + film;
  }

  Row kept(Captioned captioned) {
    Offer offer = film.offers().get(captioned.offer());
    String question = film.question(captioned.offer(), seed);
    String answer = requireNonNull(captioned.answer());
    return new Row(
        new Candidate(
            rowId(position(offer)),
            source.name(),
            source.task().isEmpty() ? FilmStage.word(offer.task()) : source.task(),
            Modality.VIDEO_LONG,
            List.of(film.shown(captioned.offer())),
            List.of(Turn.human(Dialect.PLACEHOLDER + "\n" + question), Turn.gpt(answer)),
            source.license(),
            new Needle(
                offer.idx(),
                question,
                answer,
                offer.task().type(),
                About.of(film, captioned, trainerFrames)),
            new Origin(file(film.film()), film.digest(), position(offer), film.film())),
        null,
        null);
  }

  Row lost(Offer offer, Reason reason, String message) {
    return new Row(null, ledger(position(offer), reason, message), null);
  }

  Row lostFilm(FilmPlan.Lost lost) {
    return new Row(null, ledger("film", lost.reason(), lost.message()), null);
  }

  /** What the film lacks although it is used. */
  Row skipped() {
    return new Row(null, null, ledger("film", Reason.FRAMES_SKIPPED, film.skipped()));
  }

  /** A frame that no needle may ask about. */
  LedgerRow unfit(Rejection rejection) {
    return ledger("frame-" + rejection.position(), rejection.reason(), rejection.message());
  }

  private LedgerRow ledger(String position, Reason reason, String message) {
    return new LedgerRow(
        source.name(),
        rowId(position),
        film.film(),
        file(film.film()),
        position,
        "read",
        reason,
        message);
  }

  private String rowId(String position) {
    return Candidate.idOf(source.name(), film.film(), position);
  }
}
