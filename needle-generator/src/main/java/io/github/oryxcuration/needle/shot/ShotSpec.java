package io.github.oryxcuration.needle.shot;

import java.io.Serializable;

/**
 * When two neighbouring frames belong to two shots.
 *
 * @param least change that a cut must have, 0 to 100, however calm its surroundings
 * @param ratio by which a cut's change must pass the median change around it
 * @param window frames on each side that count as its surroundings
 */
public record ShotSpec(double least, double ratio, int window) implements Serializable {
  public static final ShotSpec DEFAULT = new ShotSpec(24, 3, 8);

  public ShotSpec {
    if (!(least > 0 && ratio >= 1 && window >= 1)) {
      throw new IllegalArgumentException(
          "least must be > 0, ratio >= 1 and window >= 1, but were %s, %s, %d"
              .formatted(least, ratio, window));
    }
  }
}
