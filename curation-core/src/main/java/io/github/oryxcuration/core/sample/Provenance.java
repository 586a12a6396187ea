package io.github.oryxcuration.core.sample;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a sample came to be, enough to make it again from the raw data.
 *
 * @param origin the row that it was read from
 * @param media the files that its pictures came from, in the order of the sample
 * @param steps what was done to the pixels or the text, in order, e.g. {@code
 *     exif-orientation-6-applied}
 * @param seed of the recipe
 * @param toolkitVersion that wrote the sample
 * @param earlier of the same sample in the set that it was read from, which has one of its own
 *     where that set was mixed of sets; null for a sample of raw data
 */
public record Provenance(
    Origin origin,
    List<Medium> media,
    List<String> steps,
    long seed,
    String toolkitVersion,
    @Nullable Provenance earlier) {
  public Provenance {
    requireNonNull(origin, "origin");
    media = List.copyOf(media);
    steps = List.copyOf(steps);
    requireNonNull(toolkitVersion, "toolkitVersion");
  }

  /** Of a sample of raw data. */
  public Provenance(
      Origin origin, List<Medium> media, List<String> steps, long seed, String toolkitVersion) {
    this(origin, media, steps, seed, toolkitVersion, null);
  }

  /**
   * One raw file, or a slice of one.
   *
   * @param path with the slice where it is one
   * @param sha256 of the raw bytes, in lower-case hexadecimal, or an empty string
   * @param bytes how many they are
   */
  public record Medium(String path, String sha256, long bytes) {
    public Medium {
      requireNonNull(path, "path");
      requireNonNull(sha256, "sha256");
    }
  }
}
