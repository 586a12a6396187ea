package io.github.oryxcuration.needle.plan;

import io.github.oryxcuration.core.json.Json;
import io.github.oryxcuration.needle.choose.Depths;
import io.github.oryxcuration.needle.choose.Offer;
import io.github.oryxcuration.needle.film.FilmFrame;
import java.util.List;

/**
 * What a sample says of its needle, so that it can be checked and filtered later.
 *
 * @param film its id
 * @param captioner that answered
 * @param prompt name and digest
 * @param pictures sha256 of the encoded frames that were captioned: of the frames at {@code idx}
 * @param frames the asked frames in the film
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
    int length,
    double depth,
    Offer offer,
    String position) {

  static String of(FilmPlan film, Captioned captioned, int trainerFrames) {
    Offer offer = film.offers().get(captioned.offer());
    int length = film.haystack().size();
    About about =
        new About(
            film.film(),
            film.title(),
            captioned.captioner(),
            captioned.prompt(),
            captioned.pictures(),
            offer.idx().stream().map(film.haystack()::get).toList(),
            length,
            Depths.depth(offer.idx().get(offer.anchor()), length),
            offer,
            // The trainer draws its bound from 3 to 4 times frames_upbound.
            length <= 3 * trainerFrames ? "fixed" : "trainer-random");
    return Json.write(about);
  }
}
