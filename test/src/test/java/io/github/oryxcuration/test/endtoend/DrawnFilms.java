package io.github.oryxcuration.test.endtoend;

import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.video.JpegEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Films in MovieNet's layout, whose key frames are drawn: each unlike all others. */
public final class DrawnFilms {
  private static final int IMAGES = 3;
  private static final int SHOT = 24;

  private DrawnFilms() {}

  /**
   * Writes a tree of films tt1, tt2, ….
   *
   * @param shots of each; three key frames a shot
   */
  public static Path tree(Path root, int films, int shots) throws IOException {
    Files.createDirectories(root.resolve("shot"));
    try (JpegEncoder jpeg = new JpegEncoder(90, JpegEncoder.Chroma.HALF)) {
      for (int film = 1; film <= films; film++) {
        film(root, "tt" + film, film, shots, jpeg);
      }
    }
    return root;
  }

  private static void film(Path root, String id, int seed, int shots, JpegEncoder jpeg)
      throws IOException {
    Path pictures = Files.createDirectories(root.resolve("240P").resolve(id));
    StringBuilder lines = new StringBuilder();
    for (int shot = 0; shot < shots; shot++) {
      int start = shot * SHOT;
      lines.append(
          String.format(
              Locale.ROOT,
              "%d %d %d %d %d%n",
              start,
              start + SHOT - 1,
              start + SHOT / 4,
              start + SHOT / 2,
              start + 3 * SHOT / 4));
      for (int image = 0; image < IMAGES; image++) {
        String name = String.format(Locale.ROOT, "shot_%04d_img_%d.jpg", shot, image);
        long number = ((long) seed * shots + shot) * IMAGES + image;
        Files.write(pictures.resolve(name), jpeg.encode(draw(number)));
      }
    }
    Files.writeString(root.resolve("shot").resolve(id + ".txt"), lines);
  }

  /** Smooth colours. */
  static RgbImage draw(long number) {
    byte[] few = new byte[12 * 7 * 3];
    new Random(number).nextBytes(few);
    return PillowBicubic.resize(new RgbImage(12, 7, few), 160, 90);
  }
}
