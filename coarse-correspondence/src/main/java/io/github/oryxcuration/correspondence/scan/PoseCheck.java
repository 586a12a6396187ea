package io.github.oryxcuration.correspondence.scan;

/**
 * Whether two frames agree on where things are: depth of the one, moved by both poses, lands on the
 * depth of the other. A pose that is a little off costs little; one that is wrong costs all.
 */
final class PoseCheck {
  private static final int GRID = 16;
  private static final double METRES = 0.06;
  private static final double RELATIVE = 0.03;

  private final Camera depthCamera;
  private final Matrix4 depthToColor;

  PoseCheck(Cameras cameras) {
    depthCamera = cameras.depth();
    depthToColor = cameras.depthToColor();
  }

  /** Share of the first frame's measured points that the second confirms, 0 to 1. */
  double agreement(ScanFrame from, DepthMap fromDepth, ScanFrame to, DepthMap toDepth) {
    Matrix4 move = to.pose().times(depthToColor).inverse().times(from.pose().times(depthToColor));
    int points = 0;
    int confirmed = 0;
    for (int v = GRID / 2; v < fromDepth.height(); v += GRID) {
      for (int u = GRID / 2; u < fromDepth.width(); u += GRID) {
        double d = fromDepth.metres(u, v);
        if (d <= 0) {
          continue;
        }
        points++;
        double px = (u - depthCamera.cx()) / depthCamera.fx() * d;
        double py = (v - depthCamera.cy()) / depthCamera.fy() * d;
        double z = move.z(px, py, d);
        if (z > 0.05 && confirms(toDepth, move.x(px, py, d), move.y(px, py, d), z)) {
          confirmed++;
        }
      }
    }
    return points == 0 ? 0 : (double) confirmed / points;
  }

  private boolean confirms(DepthMap depth, double x, double y, double z) {
    double u = depthCamera.fx() * x / z + depthCamera.cx();
    double v = depthCamera.fy() * y / z + depthCamera.cy();
    if (!(u > 1 && v > 1 && u < depth.width() - 2 && v < depth.height() - 2)) {
      return false;
    }
    double tolerance = Math.max(METRES, RELATIVE * z);
    int column = (int) Math.round(u);
    int row = (int) Math.round(v);
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        double seen = depth.metres(column + dx, row + dy);
        if (seen > 0 && Math.abs(seen - z) < tolerance) {
          return true;
        }
      }
    }
    return false;
  }
}
