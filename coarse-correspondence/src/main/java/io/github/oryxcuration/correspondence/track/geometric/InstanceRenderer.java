package io.github.oryxcuration.correspondence.track.geometric;

import io.github.oryxcuration.correspondence.scan.Camera;
import io.github.oryxcuration.correspondence.scan.Matrix4;
import io.github.oryxcuration.correspondence.scene.Instances;
import io.github.oryxcuration.correspondence.scene.Mesh;
import java.util.Arrays;

/**
 * Draws annotated vertices into a camera's picture: triangles where the mesh has them, else squares
 * as wide as vertices lie apart. Where depth was measured, the surface that agrees with it is
 * drawn, and none if none does; elsewhere the nearest one. Vertices without an object hide what is
 * behind them all the same. Keeps its buffers from view to view; not for several threads at once.
 */
final class InstanceRenderer {
  private static final double NEAREST = 0.05;

  /** A surface agrees with a measurement within 4 cm or 2 % of the distance. */
  private static final float METRES = 0.04f;

  private static final float RELATIVE = 0.02f;
  private static final int WIDEST_SPLAT = 24;

  private final Instances instances;
  private final double spacing;
  private final float[] u;
  private final float[] v;
  private final float[] z;
  private float[] measured = {};
  private float[] nearest = {};
  private short[] nearestIds = {};
  private float[] costs = {};
  private short[] ids = {};
  private int width;
  private int height;

  InstanceRenderer(Instances instances) {
    this.instances = instances;
    int vertices = instances.mesh().vertices();
    this.u = new float[vertices];
    this.v = new float[vertices];
    this.z = new float[vertices];
    this.spacing =
        instances.mesh().triangles().length == 0 ? VertexSpacing.of(instances.mesh()) : 0;
  }

  /**
   * Draws one view.
   *
   * @param pose camera to world
   * @param measured metres of each pixel, 0 where nothing was measured
   */
  void draw(Camera camera, Matrix4 pose, float[] measured) {
    this.measured = measured;
    width = camera.width();
    height = camera.height();
    if (ids.length != width * height) {
      nearest = new float[width * height];
      nearestIds = new short[width * height];
      costs = new float[width * height];
      ids = new short[width * height];
    }
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    Arrays.fill(costs, Float.POSITIVE_INFINITY);
    Arrays.fill(nearestIds, (short) 0);
    Arrays.fill(ids, (short) 0);
    project(camera, pose.inverse());
    if (spacing > 0) {
      splats(camera);
    } else {
      triangles();
    }
  }

  /** The id that each pixel shows, 0 for none; valid until the next drawing. */
  short[] ids() {
    return ids;
  }

  /** The id of the nearest surface, whatever was measured; valid until the next drawing. */
  short[] nearestIds() {
    return nearestIds;
  }

  /** Whether nothing of the mesh lies behind a pixel. */
  boolean isBare(int pixel) {
    return nearest[pixel] == Float.POSITIVE_INFINITY;
  }

  /**
   * A surface at a pixel.
   *
   * @param away how far the pixel lies from the point that the surface is known at, squared
   */
  private void put(int at, float zc, short id, float away) {
    if (zc < nearest[at]) {
      nearest[at] = zc;
      nearestIds[at] = id;
    }
    float m = measured[at];
    float cost = zc;
    if (m > 0) {
      float off = Math.abs(zc - m) / Math.max(METRES, RELATIVE * m);
      if (off > 1) {
        return;
      }
      cost = off + away;
    }
    if (cost < costs[at]) {
      costs[at] = cost;
      ids[at] = id;
    }
  }

  private void project(Camera camera, Matrix4 toCamera) {
    float[] xyz = instances.mesh().xyz();
    double[] m = toCamera.toArray();
    for (int i = 0, at = 0; i < z.length; i++, at += 3) {
      double x = xyz[at];
      double y = xyz[at + 1];
      double w = xyz[at + 2];
      double zc = m[8] * x + m[9] * y + m[10] * w + m[11];
      z[i] = (float) zc;
      if (zc > NEAREST) {
        u[i] = (float) (camera.fx() * (m[0] * x + m[1] * y + m[2] * w + m[3]) / zc + camera.cx());
        v[i] = (float) (camera.fy() * (m[4] * x + m[5] * y + m[6] * w + m[7]) / zc + camera.cy());
      }
    }
  }

  private void splats(Camera camera) {
    double pixels = spacing * Math.max(camera.fx(), camera.fy());
    short[] ofVertex = instances.ofVertex();
    for (int i = 0; i < z.length; i++) {
      float zc = z[i];
      if (!(zc > NEAREST)) {
        continue;
      }
      int side = Math.min(WIDEST_SPLAT, (int) Math.ceil(pixels / zc) + 1);
      int left = Math.round(u[i] - (side - 1) * 0.5f);
      int top = Math.round(v[i] - (side - 1) * 0.5f);
      if (left >= width || top >= height || left + side <= 0 || top + side <= 0) {
        continue;
      }
      int right = Math.min(width, left + side);
      int bottom = Math.min(height, top + side);
      for (int y = Math.max(0, top); y < bottom; y++) {
        for (int x = Math.max(0, left), at = y * width + x; x < right; x++, at++) {
          put(at, zc, ofVertex[i], (x - u[i]) * (x - u[i]) + (y - v[i]) * (y - v[i]));
        }
      }
    }
  }

  private void triangles() {
    int[] corners = instances.mesh().triangles();
    short[] ofVertex = instances.ofVertex();
    for (int i = 0; i < corners.length; i += 3) {
      int a = corners[i];
      int b = corners[i + 1];
      int c = corners[i + 2];
      if (z[a] > NEAREST && z[b] > NEAREST && z[c] > NEAREST) {
        // Of three, the id that two agree on; objects meet along edges of triangles.
        short id = ofVertex[b] == ofVertex[c] ? ofVertex[b] : ofVertex[a];
        triangle(a, b, c, id);
      }
    }
  }

  private void triangle(int a, int b, int c, short id) {
    float minU = Math.min(u[a], Math.min(u[b], u[c]));
    float maxU = Math.max(u[a], Math.max(u[b], u[c]));
    float minV = Math.min(v[a], Math.min(v[b], v[c]));
    float maxV = Math.max(v[a], Math.max(v[b], v[c]));
    int left = (int) Math.max(0, Math.ceil(minU));
    int right = (int) Math.min(width - 1, Math.floor(maxU));
    int top = (int) Math.max(0, Math.ceil(minV));
    int bottom = (int) Math.min(height - 1, Math.floor(maxV));
    if (left > right || top > bottom) {
      return;
    }
    double area = (double) (u[b] - u[a]) * (v[c] - v[a]) - (double) (v[b] - v[a]) * (u[c] - u[a]);
    if (Math.abs(area) < 1e-9) {
      return;
    }
    // 1/z is linear over the picture.
    double ia = 1.0 / z[a];
    double ib = 1.0 / z[b] - ia;
    double ic = 1.0 / z[c] - ia;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double wb = ((x - u[a]) * (v[c] - v[a]) - (y - v[a]) * (u[c] - u[a])) / area;
        double wc = ((u[b] - u[a]) * (y - v[a]) - (v[b] - v[a]) * (x - u[a])) / area;
        if (wb >= -1e-6 && wc >= -1e-6 && wb + wc <= 1 + 1e-6) {
          float zc = (float) (1.0 / (ia + wb * ib + wc * ic));
          put(y * width + x, zc, id, 0);
        }
      }
    }
  }

  /** How far vertices of a cloud lie apart. */
  private static final class VertexSpacing {
    private static final int SAMPLES = 400;
    private static final int WINDOW = 4000;

    private VertexSpacing() {}

    /** The median distance of a vertex to the nearest one that is listed near it, in metres. */
    static double of(Mesh mesh) {
      float[] xyz = mesh.xyz();
      int vertices = mesh.vertices();
      if (vertices < 2) {
        return 0.01;
      }
      double[] nearest = new double[Math.min(SAMPLES, vertices)];
      for (int s = 0; s < nearest.length; s++) {
        int i = (int) ((long) s * vertices / nearest.length);
        double best = Double.MAX_VALUE;
        int from = Math.max(0, i - WINDOW / 2);
        for (int j = from; j < Math.min(vertices, from + WINDOW); j++) {
          double dx = xyz[3 * i] - xyz[3 * j];
          double dy = xyz[3 * i + 1] - xyz[3 * j + 1];
          double dz = xyz[3 * i + 2] - xyz[3 * j + 2];
          double d = dx * dx + dy * dy + dz * dz;
          if (d > 0 && d < best) {
            best = d;
          }
        }
        nearest[s] = Math.sqrt(best);
      }
      Arrays.sort(nearest);
      return Math.max(0.002, Math.min(0.1, nearest[nearest.length / 2]));
    }
  }
}
