package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.sample.MediaRef;
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
 * @param facts of the frames that offers name, by position in the haystack
 * @param lost why the film gives nothing; an empty list where it does
 */
record FilmPlan(
    String film,
    String digest,
    String title,
    MediaRef medium,
    List<FilmFrame> haystack,
    List<Offer> offers,
    List<Rejection> rejected,
    Map<Integer, Map<String, String>> facts,
    List<Shot> shots,
    Subtitles subtitles,
    double framesPerSecond,
    List<Lost> lost) {
  /** A reason in words. */
  record Lost(io.github.oryxcuration.core.error.Reason reason, String message) {}

  /** The media reference of the whole haystack. */
  MediaRef.Picked picked() {
    return new MediaRef.Picked(medium, haystack.stream().map(FilmFrame::index).toList());
  }
}
