package io.github.oryxcuration.needle.film;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.core.video.JpegEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A small tree in MovieNet's layout with drawn key frames, written where a test wants it. */
public final class MovieNetFixture {
  public static final int WIDTH = 128;
  public static final int HEIGHT = 72;

  private final Path root;

  public MovieNetFixture(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  public void write(String name, String text) throws IOException {
    write(name, text.getBytes(UTF_8));
  }

  public void write(String name, byte[] bytes) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** A film of so many shots of 24 frames, three different pictures each, all in order. */
  public void film(String id, int shots) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int shot = 0; shot < shots; shot++) {
      int start = shot * 24;
      lines.append(start).append(' ').append(start + 23).append(' ').append(start + 6).append(' ');
      lines.append(start + 12).append(' ').append(start + 18).append('\n');
      for (int image = 0; image < 3; image++) {
        picture(id, shot, image, id.hashCode() * 31L + shot * 3L + image);
      }
    }
    write("movie1K.shot_detection.v1/shot/" + id + ".txt", lines.toString());
  }

  public void picture(String id, int shot, int image, long seed) throws IOException {
    String name =
        String.format(java.util.Locale.ROOT, "240P/%s/shot_%04d_img_%d.jpg", id, shot, image);
    write(name, jpeg(scene(seed)));
  }

  public static byte[] jpeg(RgbImage image) {
    try (JpegEncoder encoder = new JpegEncoder(90, JpegEncoder.Chroma.HALF)) {
      return encoder.encode(image);
    }
  }

  /** A picture like no other: coloured blocks over a slope, by seed. */
  public static RgbImage scene(long seed) {
    return scene(seed, WIDTH, HEIGHT);
  }

  public static RgbImage scene(long seed, int width, int height) {
    Random random = new Random(seed * 0x9e3779b97f4a7c15L);
    byte[] rgb = new byte[width * height * 3];
    int[] base = {random.nextInt(160), random.nextInt(160), random.nextInt(160)};
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          rgb[(y * width + x) * 3 + c] = (byte) (base[c] + 60 * x / width + 30 * y / height);
        }
      }
    }
    for (int block = 0; block < 12; block++) {
      int w = width / 8 + random.nextInt(width / 4);
      int h = height / 8 + random.nextInt(height / 4);
      int left = random.nextInt(width - w);
      int top = random.nextInt(height - h);
      int[] colour = {random.nextInt(256), random.nextInt(256), random.nextInt(256)};
      for (int y = top; y < top + h; y++) {
        for (int x = left; x < left + w; x++) {
          for (int c = 0; c < 3; c++) {
            rgb[(y * width + x) * 3 + c] = (byte) colour[c];
          }
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
