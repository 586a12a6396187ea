package io.github.oryxcuration.correspondence.track.geometric;

import io.github.oryxcuration.correspondence.scan.Camera;
import io.github.oryxcuration.correspondence.track.DepthInColor;
import io.github.oryxcuration.correspondence.track.FrameSequence.View;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where in the world an id of one frame lies, by measured depth.
 *
 * @param voxels the cubes that its surface passes
 * @param x of the mean of its points, in metres
 */
record Sight(int frame, int id, Voxels voxels, double x, double y, double z) {
  private static final int STEP = 2;

  /** Pixels this near to another object may have measured that one. */
  private static final int EDGE = 2;

  private static final int LEAST_POINTS = 12;

  /** Points of one id. */
  private static final class Points {
    private long[] keys = new long[64];
    private int count;
    private double x;
    private double y;
    private double z;

    void add(double px, double py, double pz) {
      if (count == keys.length) {
        keys = Arrays.copyOf(keys, 2 * count);
      }
      keys[count++] = Voxels.key(px, py, pz);
      x += px;
      y += py;
      z += pz;
    }
  }

  /** Of each id of a frame that enough was measured of, by ascending id. */
  static SortedMap<Integer, Sight> of(int frame, LabelMap map, View view) {
    float[] depth = DepthInColor.of(view);
    Camera camera = view.camera();
    double[] m = view.pose().toArray();
    SortedMap<Integer, Points> points = new TreeMap<>();
    for (int v = 0; v < map.height(); v += STEP) {
      for (int u = 0; u < map.width(); u += STEP) {
        int id = map.id(u, v);
        double d = depth[v * map.width() + u];
        if (id == 0 || d <= 0 || isEdge(map, u, v, id)) {
          continue;
        }
        double cx = (u - camera.cx()) / camera.fx() * d;
        double cy = (v - camera.cy()) / camera.fy() * d;
        points
            .computeIfAbsent(id, k -> new Points())
            .add(
                m[0] * cx + m[1] * cy + m[2] * d + m[3],
                m[4] * cx + m[5] * cy + m[6] * d + m[7],
                m[8] * cx + m[9] * cy + m[10] * d + m[11]);
      }
    }
    SortedMap<Integer, Sight> sights = new TreeMap<>();
    points.forEach(
        (id, p) -> {
          if (p.count >= LEAST_POINTS) {
            Voxels voxels = new Voxels(Arrays.copyOf(p.keys, p.count));
            sights.put(
                id, new Sight(frame, id, voxels, p.x / p.count, p.y / p.count, p.z / p.count));
          }
        });
    return sights;
  }

  private static boolean isEdge(LabelMap map, int u, int v, int id) {
    return (u >= EDGE && map.id(u - EDGE, v) != id)
        || (v >= EDGE && map.id(u, v - EDGE) != id)
        || (u + EDGE < map.width() && map.id(u + EDGE, v) != id)
        || (v + EDGE < map.height() && map.id(u, v + EDGE) != id);
  }

  double distance(Sight other) {
    return Math.sqrt(
        (x - other.x) * (x - other.x)
            + (y - other.y) * (y - other.y)
            + (z - other.z) * (z - other.z));
  }
}
