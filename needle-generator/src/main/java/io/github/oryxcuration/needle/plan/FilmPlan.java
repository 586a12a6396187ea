package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.needle.caption.Questions;
import io.github.oryxcuration.needle.choose.Offer;
import io.github.oryxcuration.needle.choose.Rejection;
import io.github.oryxcuration.needle.film.FilmFrame;
import io.github.oryxcuration.needle.film.Shot;
import io.github.oryxcuration.needle.film.Subtitles;
import java.util.List;
import java.util.Map;

/**
 * What the film stage found: all that captioning and the rows need of a film, without its pixels.
 *
 * @param film its id
 * @param digest of the film's inputs
 * @param title with the year, or an empty string
 * @param medium of the film
 * @param haystack its frames in order
 * @param inserts pictures of the offers that have one, by place among the offers
 * @param facts of the frames that offers name, by position in the haystack
 * @param lost why the film gives nothing; an empty list where it does
 * @param skipped frames that the film lacks or that cannot be used, in words; empty without any
 */
record FilmPlan(
    String film,
    String digest,
    String title,
    MediaRef medium,
    List<FilmFrame> haystack,
    List<Offer> offers,
    Map<Integer, Insert> inserts,
    List<Rejection> rejected,
    Map<Integer, Map<String, String>> facts,
    List<Shot> shots,
    Subtitles subtitles,
    double framesPerSecond,
    List<Lost> lost,
    String skipped) {
  /** A reason in words. */
  record Lost(io.github.oryxcuration.core.error.Reason reason, String message) {}

  /** The media reference of the whole haystack. */
  MediaRef.Picked picked() {
    return new MediaRef.Picked(medium, haystack.stream().map(FilmFrame::index).toList());
  }

  /** What a needle's sample shows. */
  MediaRef shown(int offer) {
    Insert insert = inserts.get(offer);
    return insert == null
        ? picked()
        : new MediaRef.Inserted(
            picked(), insert.picture(), insert.sha256(), offers.get(offer).idx().get(0));
  }

  /** What is asked of a needle. */
  String question(int offer, long seed) {
    String id = NeedleRows.id(this, offers.get(offer));
    Insert insert = inserts.get(offer);
    return insert != null && insert.isAsked()
        ? Questions.about(insert.question(), seed, id)
        : Questions.of(offers.get(offer).task(), seed, id);
  }
}
