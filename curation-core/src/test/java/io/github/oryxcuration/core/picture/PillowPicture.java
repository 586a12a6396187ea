package io.github.oryxcuration.core.picture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/**
 * A small picture that Pillow 9.4.0 wrote or read, and what it makes of it.
 *
 * @param mode Pillow's word for how its pixels are stored
 * @param rgb SHA-256 of its pixels after {@code convert("RGB")}
 * @param upright the same after {@code ImageOps.exif_transpose}
 */
record PillowPicture(
    String name,
    String format,
    String mode,
    int width,
    int height,
    int orientation,
    boolean animated,
    String rgb,
    String upright,
    String base64) {

  static List<PillowPicture> all() {
    return lines("pillow-pictures.tsv").stream().map(PillowPicture::of).toList();
  }

  static PillowPicture named(String name) {
    return all().stream().filter(picture -> picture.name.equals(name)).findFirst().orElseThrow();
  }

  private static PillowPicture of(String line) {
    String[] cells = line.split("\t", -1);
    return new PillowPicture(
        cells[0],
        cells[1],
        cells[2],
        Integer.parseInt(cells[3]),
        Integer.parseInt(cells[4]),
        Integer.parseInt(cells[5]),
        Boolean.parseBoolean(cells[6]),
        cells[7],
        cells[8],
        cells[9]);
  }

  /** The lines of a table beside this class, without its heading. */
  static List<String> lines(String file) {
    try (InputStream in = PillowPicture.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file, a new array on each call. */
  byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  boolean isLossyWebp() {
    return format.equals("WEBP") && !name.contains("ll.");
  }

  @Override
  public String toString() {
    return name;
  }
}
