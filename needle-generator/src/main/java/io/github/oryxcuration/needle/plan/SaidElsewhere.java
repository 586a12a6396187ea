package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.needle.caption.Leaks;
import io.github.oryxcuration.needle.choose.Offer;
import io.github.oryxcuration.needle.film.FilmFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers of one film that do not tell their frames apart: nearly the same is said of other shots.
 * Whichever was given first stays.
 */
final class SaidElsewhere {
  private final FilmPlan film;
  private final List<Captioned> kept = new ArrayList<>();

  SaidElsewhere(FilmPlan film) {
    this.film = film;
  }

  /** The same answer, or why it cannot be used; answers are given in the order of captioning. */
  Captioned checked(Captioned one) {
    String answer = one.answer();
    Offer offer = film.offers().get(one.offer());
    if (answer == null || film.inserts().containsKey(one.offer())) {
      return one; // what is inserted was chosen by how it looks beside the whole film
    }
    for (Captioned other : kept) {
      Offer others = film.offers().get(other.offer());
      String said = other.answer();
      if (said != null
          && offer.task() == others.task()
          && !shots(offer).equals(shots(others))
          && Leaks.areNearlyTheSame(said, answer)) {
        return Captioned.failed(
            one.film(),
            one.offer(),
            Reason.NEEDLE_LEAK,
            "nearly the same is said of the frames %s, of other shots: %s"
                .formatted(others.idx(), said));
      }
    }
    kept.add(one);
    return one;
  }

  /** Where shots are not known, each frame counts as one of its own. */
  private List<Long> shots(Offer offer) {
    return offer.idx().stream()
        .map(film.haystack()::get)
        .map(frame -> frame.shot() == FilmFrame.NO_SHOT ? -1 - frame.index() : frame.shot())
        .toList();
  }
}
