package io.github.oryxcuration.correspondence.track.propose;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.scan.Camera;
import io.github.oryxcuration.correspondence.track.DepthInColor;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.FrameSequence.View;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Regions of measured depth: large planes are found first (RANSAC with a fixed seed) and taken out,
 * as floors, walls and table tops join everything that stands on them; what is left falls apart
 * where depth jumps. Connected parts of planes and of the rest are regions.
 */
public final class DepthRegions implements Proposals {
  private static final int MAX_WIDTH = 320;
  private static final int PLANES = 6;
  private static final int ROUNDS = 300;

  /** A smaller plane is a side of a thing. */
  private static final double LEAST_PLANE = 0.06;

  private static final int NORMAL_REACH = 4;
  private static final double JUMP = 0.02;

  @Override
  public Optional<LabelMap> propose(FrameSequence frames, int frame, RgbImage image)
      throws IOException {
    View view = frames.view(frame);
    if (view == null || view.depth() == null) {
      return Optional.empty();
    }
    Cloud cloud = new Cloud(view);
    int[] plane = planes(cloud);
    return Optional.of(
        RegionFilter.objects(parts(cloud, plane), cloud.width, cloud.height)
            .resized(image.width(), image.height()));
  }

  /** Measured points in the camera's space, on a grid over the picture. */
  private static final class Cloud {
    private final int width;
    private final int height;
    private final float[] x;
    private final float[] y;
    private final float[] z;
    private int measured;

    Cloud(View view) {
      Camera full = view.camera();
      float[] depth = DepthInColor.of(view);
      width = Math.min(MAX_WIDTH, full.width());
      height = Math.max(1, (int) ((long) full.height() * width / full.width()));
      Camera camera = full.scaled(width, height);
      x = new float[width * height];
      y = new float[width * height];
      z = new float[width * height];
      for (int v = 0; v < height; v++) {
        int row = (int) ((2L * v + 1) * full.height() / (2L * height)) * full.width();
        for (int u = 0; u < width; u++) {
          int at = v * width + u;
          z[at] = depth[row + (int) ((2L * u + 1) * full.width() / (2L * width))];
          x[at] = (float) ((u - camera.cx()) / camera.fx() * z[at]);
          y[at] = (float) ((v - camera.cy()) / camera.fy() * z[at]);
          measured += z[at] > 0 ? 1 : 0;
        }
      }
    }

    /** What a depth camera errs by: more with the square of the distance (Khoshelham, 2011). */
    double tolerance(int at) {
      return 0.012 + 0.004 * z[at] * z[at];
    }
  }

  /** Unit normal and distance from the camera. */
  private record Plane(double a, double b, double c, double d) {
    double distance(Cloud cloud, int at) {
      return Math.abs(a * cloud.x[at] + b * cloud.y[at] + c * cloud.z[at] - d);
    }
  }

  /** For each pixel the large plane that it lies on, from 1; 0 for none, -1 if not measured. */
  private static int[] planes(Cloud cloud) {
    int[] plane = new int[cloud.z.length];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = cloud.z[i] > 0 ? 0 : -1;
    }
    Random random = new Random(5);
    for (int k = 1; k <= PLANES; k++) {
      Plane best = null;
      int most = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Plane candidate = at(cloud, random.nextInt(plane.length), plane);
        int count = candidate == null ? 0 : count(cloud, candidate, plane, 7);
        if (count > most) {
          most = count;
          best = candidate;
        }
      }
      if (best == null || count(cloud, best, plane, 1) < LEAST_PLANE * cloud.measured) {
        break;
      }
      for (int i = 0; i < plane.length; i++) {
        if (plane[i] == 0 && best.distance(cloud, i) < cloud.tolerance(i)) {
          plane[i] = k;
        }
      }
    }
    return plane;
  }

  private static int count(Cloud cloud, Plane plane, int[] taken, int step) {
    int count = 0;
    for (int i = 0; i < taken.length; i += step) {
      count += taken[i] == 0 && plane.distance(cloud, i) < cloud.tolerance(i) ? 1 : 0;
    }
    return count;
  }

  /** The plane through a pixel and its neighbours, or null where there is none. */
  private static @Nullable Plane at(Cloud cloud, int pixel, int[] taken) {
    int u = pixel % cloud.width;
    int v = pixel / cloud.width;
    if (u < NORMAL_REACH
        || v < NORMAL_REACH
        || u >= cloud.width - NORMAL_REACH
        || v >= cloud.height - NORMAL_REACH
        || taken[pixel] != 0) {
      return null;
    }
    int left = pixel - NORMAL_REACH;
    int right = pixel + NORMAL_REACH;
    int up = pixel - NORMAL_REACH * cloud.width;
    int down = pixel + NORMAL_REACH * cloud.width;
    if (taken[left] != 0 || taken[right] != 0 || taken[up] != 0 || taken[down] != 0) {
      return null;
    }
    double ax = cloud.x[right] - cloud.x[left];
    double ay = cloud.y[right] - cloud.y[left];
    double az = cloud.z[right] - cloud.z[left];
    double bx = cloud.x[down] - cloud.x[up];
    double by = cloud.y[down] - cloud.y[up];
    double bz = cloud.z[down] - cloud.z[up];
    double nx = ay * bz - az * by;
    double ny = az * bx - ax * bz;
    double nz = ax * by - ay * bx;
    double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    if (length < 1e-9) {
      return null;
    }
    nx /= length;
    ny /= length;
    nz /= length;
    return new Plane(nx, ny, nz, nx * cloud.x[pixel] + ny * cloud.y[pixel] + nz * cloud.z[pixel]);
  }

  /** For each pixel the first one of its part; parts end at planes and where depth jumps. */
  private static int[] parts(Cloud cloud, int[] plane) {
    int[] root = new int[plane.length];
    java.util.Arrays.fill(root, -1);
    int[] stack = new int[plane.length];
    for (int start = 0; start < root.length; start++) {
      if (root[start] >= 0 || plane[start] < 0) {
        continue;
      }
      int size = 0;
      stack[size++] = start;
      root[start] = start;
      while (size > 0) {
        int at = stack[--size];
        int u = at % cloud.width;
        int[] next = {
          u > 0 ? at - 1 : -1, u < cloud.width - 1 ? at + 1 : -1, at - cloud.width, at + cloud.width
        };
        for (int to : next) {
          if (to >= 0
              && to < root.length
              && root[to] < 0
              && plane[to] == plane[at]
              && Math.abs(cloud.z[to] - cloud.z[at]) < JUMP * cloud.z[at]) {
            root[to] = start;
            stack[size++] = to;
          }
        }
      }
    }
    return root;
  }
}
