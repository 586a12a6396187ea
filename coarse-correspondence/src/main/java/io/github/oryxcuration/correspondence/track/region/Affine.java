package io.github.oryxcuration.correspondence.track.region;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** {@code x' = a x + b y + c, y' = d x + e y + f}. */
record Affine(double a, double b, double c, double d, double e, double f) {
  static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  private static final int ROUNDS = 120;

  double x(double x, double y) {
    return a * x + b * y + c;
  }

  double y(double x, double y) {
    return d * x + e * y + f;
  }

  /** First {@code first}, then this. */
  Affine after(Affine first) {
    return new Affine(
        a * first.a + b * first.d,
        a * first.b + b * first.e,
        a * first.c + b * first.f + c,
        d * first.a + e * first.d,
        d * first.b + e * first.e,
        d * first.c + e * first.f + f);
  }

  double determinant() {
    return a * e - b * d;
  }

  Affine inverse() {
    double det = determinant();
    double ia = e / det;
    double ib = -b / det;
    double id = -d / det;
    double ie = a / det;
    return new Affine(ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f));
  }

  /** How much it enlarges. */
  double scale() {
    return Math.sqrt(Math.abs(determinant()));
  }

  /**
   * A transform that many pairs agree with (RANSAC with a fixed seed, then least squares).
   *
   * @param from x and y of each point
   * @param to likewise
   * @param tolerance in pixels
   * @param agreeing gets which pairs agree; may be shorter than a fit needs
   * @return null if fewer than {@code least} pairs agree with any
   */
  static @Nullable Affine fit(
      float[] from, float[] to, double tolerance, int least, boolean[] agreeing) {
    int count = from.length / 2;
    if (count < Math.max(3, least)) {
      return null;
    }
    Random random = new Random(count * 7919L + 17);
    Affine best = null;
    int most = least - 1;
    int rounds = ROUNDS;
    for (int round = 0; round < rounds; round++) {
      int[] sample = {random.nextInt(count), random.nextInt(count), random.nextInt(count)};
      if (sample[0] == sample[1] || sample[1] == sample[2] || sample[0] == sample[2]) {
        continue;
      }
      Affine candidate = leastSquares(from, to, sample, null);
      if (candidate == null) {
        continue;
      }
      int agree = count(candidate, from, to, tolerance, null);
      if (agree > most) {
        most = agree;
        best = candidate;
        double share = (double) agree / count;
        double miss = 1 - share * share * share;
        rounds =
            miss <= 0 ? round : Math.min(ROUNDS, (int) Math.ceil(Math.log(0.001) / Math.log(miss)));
      }
    }
    if (best == null) {
      return null;
    }
    for (int i = 0; i < 2; i++) {
      count(best, from, to, tolerance, agreeing);
      Affine refined = leastSquares(from, to, null, agreeing);
      if (refined == null) {
        break;
      }
      best = refined;
    }
    return count(best, from, to, tolerance, agreeing) >= least ? best : null;
  }

  private static int count(
      Affine affine, float[] from, float[] to, double tolerance, boolean @Nullable [] agreeing) {
    int count = 0;
    for (int i = 0; i < from.length / 2; i++) {
      double dx = affine.x(from[2 * i], from[2 * i + 1]) - to[2 * i];
      double dy = affine.y(from[2 * i], from[2 * i + 1]) - to[2 * i + 1];
      boolean agrees = dx * dx + dy * dy < tolerance * tolerance;
      count += agrees ? 1 : 0;
      if (agreeing != null) {
        agreeing[i] = agrees;
      }
    }
    return count;
  }

  /** Over a sample, or over those that agree. */
  private static @Nullable Affine leastSquares(
      float[] from, float[] to, int @Nullable [] sample, boolean @Nullable [] agreeing) {
    int count = from.length / 2;
    double n = 0;
    double mx = 0;
    double my = 0;
    double mu = 0;
    double mv = 0;
    int rounds = sample == null ? count : sample.length;
    for (int k = 0; k < rounds; k++) {
      int i = sample == null ? k : sample[k];
      if (agreeing == null || agreeing[i]) {
        n++;
        mx += from[2 * i];
        my += from[2 * i + 1];
        mu += to[2 * i];
        mv += to[2 * i + 1];
      }
    }
    if (n < 3) {
      return null;
    }
    mx /= n;
    my /= n;
    mu /= n;
    mv /= n;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double ux = 0;
    double uy = 0;
    double vx = 0;
    double vy = 0;
    for (int k = 0; k < rounds; k++) {
      int i = sample == null ? k : sample[k];
      if (agreeing == null || agreeing[i]) {
        double x = from[2 * i] - mx;
        double y = from[2 * i + 1] - my;
        double u = to[2 * i] - mu;
        double v = to[2 * i + 1] - mv;
        xx += x * x;
        xy += x * y;
        yy += y * y;
        ux += u * x;
        uy += u * y;
        vx += v * x;
        vy += v * y;
      }
    }
    double det = xx * yy - xy * xy;
    if (det < 1e-3) {
      return null;
    }
    double a = (ux * yy - uy * xy) / det;
    double b = (uy * xx - ux * xy) / det;
    double d = (vx * yy - vy * xy) / det;
    double e = (vy * xx - vx * xy) / det;
    return new Affine(a, b, mu - a * mx - b * my, d, e, mv - d * mx - e * my);
  }
}
