package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.core.picture.RgbImage;
import org.jspecify.annotations.Nullable;

/**
 * One object: its mask where it was last seen for certain, and how it has moved since. The mask is
 * never warped twice, so that its outline does not wear off.
 */
final class Follower {
  static final int POINTS = 80;
  static final int APART = 4;
  private static final int FEW = 24;
  private static final int LEAST = 5;
  private static final double TOLERANCE = 1.5;
  private static final double AGING = 0.985;

  private final int id;
  private Mask key;
  private Mask current;
  private Affine move = Affine.IDENTITY;
  private float[] points;
  private float[] before = new float[0];
  private Look look;
  private int missed;
  private double sure = 1;

  Follower(int id, Mask mask, Corners corners, RgbImage image) {
    this.id = id;
    this.key = mask;
    this.current = mask;
    this.points = corners.in(mask, POINTS, APART);
    this.look = Look.of(image, mask);
  }

  int id() {
    return id;
  }

  Mask current() {
    return current;
  }

  /** Where it is followed by, x and y of each point. */
  float[] points() {
    return points;
  }

  /** Where these were a frame ago; only right after it was followed. */
  float[] before() {
    return before;
  }

  Look look() {
    return look;
  }

  double confidence() {
    return sure;
  }

  /** Not proposed although it is followed; how often in a row. */
  int miss() {
    return ++missed;
  }

  /** Whether the last proposals did not show it: hidden, or no object. */
  boolean isMissed() {
    return missed > 0;
  }

  /** Points that lie on another object now are that object's. */
  void leavePointsTo(short[] ids, int width) {
    float[] kept = new float[points.length];
    int count = 0;
    for (int i = 0; i < points.length; i += 2) {
      int on = ids[Math.round(points[i + 1]) * width + Math.round(points[i])] & 0xffff;
      if (on == 0 || on == id) {
        kept[count++] = points[i];
        kept[count++] = points[i + 1];
      }
    }
    points = java.util.Arrays.copyOf(kept, count);
  }

  /** It is seen for certain. */
  void seen(Mask mask, Corners corners, RgbImage image) {
    key = mask;
    current = mask;
    move = Affine.IDENTITY;
    points = corners.in(mask, POINTS, APART);
    Look now = Look.of(image, mask);
    look = 2 * now.area() >= look.area() ? now : look; // a sliver tells little of the whole
    missed = 0;
    sure = 1;
  }

  boolean needsPoints() {
    return points.length / 2 < FEW;
  }

  /** Takes points anew where it is now. */
  void takePoints(Corners corners) {
    points = corners.in(current, POINTS, APART);
  }

  /** One frame further; false if it is lost. */
  boolean follow(PointTracker tracker, Pyramid from, Pyramid to, int width, int height) {
    float[] found = new float[points.length];
    boolean[] good = tracker.follow(from, to, points, found);
    float[] start = chosen(points, good);
    float[] after = chosen(found, good);
    boolean[] agreeing = new boolean[start.length / 2];
    Affine step = Affine.fit(start, after, TOLERANCE, LEAST, agreeing);
    if (step == null || step.determinant() <= 0 || step.scale() < 0.7 || step.scale() > 1.4) {
      return false;
    }
    Affine whole = step.after(move);
    Mask moved = whole.scale() < 0.1 || whole.scale() > 10 ? null : key.moved(whole, width, height);
    if (moved == null || moved.area() < 30) {
      return false;
    }
    move = whole;
    current = moved;
    before = chosen(start, agreeing);
    points = chosen(after, agreeing);
    double share = points.length / (double) Math.max(2, start.length);
    sure = Math.max(0.05, Math.min(1, sure * AGING * (0.5 + 0.5 * Math.min(1, share * 1.5))));
    return true;
  }

  private static float[] chosen(float[] points, boolean @Nullable [] which) {
    int count = 0;
    float[] kept = new float[points.length];
    for (int i = 0; i < points.length / 2; i++) {
      if (which == null || which[i]) {
        kept[count++] = points[2 * i];
        kept[count++] = points[2 * i + 1];
      }
    }
    return java.util.Arrays.copyOf(kept, count);
  }
}
