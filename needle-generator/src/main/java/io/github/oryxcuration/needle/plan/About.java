package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.needle.choose.Depths;
import io.github.oryxcuration.needle.choose.Offer;
import io.github.oryxcuration.needle.film.FilmFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sample says of its needle, so that it can be checked and filtered later.
 *
 * @param film its id
 * @param captioner that answered
 * @param prompt name and digest
 * @param pictures sha256 of the encoded frames that were captioned: of the frames at {@code idx}
 * @param frames the asked frames in the film
 * @param inserted what was put in the place of a frame; null where nothing was
 * @param length of the haystack
 * @param depth of the anchor, 0 to 1
 * @param offer positions and measured distances
 * @param position {@code fixed} where the trainer shows all frames in their places, {@code
 *     trainer-random} where the haystack is so long that it draws them anew
 */
record About(
    String film,
    String title,
    String captioner,
    String prompt,
    List<String> pictures,
    List<FilmFrame> frames,
    @Nullable Inserted inserted,
    int length,
    double depth,
    Offer offer,
    String position) {

  /**
   * A picture that is none of the film.
   *
   * @param from the film of the frame, or the name of a question's picture
   * @param sha256 of the picture as it was, or of its film
   */
  record Inserted(String from, String sha256) {}

  static String of(FilmPlan film, Captioned captioned, int trainerFrames) {
    Offer offer = film.offers().get(captioned.offer());
    Insert insert = film.inserts().get(captioned.offer());
    int length = film.haystack().size();
    About about =
        new About(
            film.film(),
            film.title(),
            captioned.captioner(),
            captioned.prompt(),
            captioned.pictures(),
            insert == null ? offer.idx().stream().map(film.haystack()::get).toList() : List.of(),
            insert == null ? null : new Inserted(insert.from(), insert.sha256()),
            length,
            Depths.depth(offer.idx().get(offer.anchor()), length),
            offer,
            // The trainer draws its bound from 3 to 4 times frames_upbound.
            length <= 3 * trainerFrames ? "fixed" : "trainer-random");
    return Json.write(about);
  }
}
