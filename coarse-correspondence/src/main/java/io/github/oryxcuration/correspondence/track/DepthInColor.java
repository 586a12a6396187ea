package io.github.oryxcuration.correspondence.track;

import io.github.oryxcuration.correspondence.scan.Camera;
import io.github.oryxcuration.correspondence.scan.DepthMap;
import io.github.oryxcuration.correspondence.scan.Matrix4;
import io.github.oryxcuration.correspondence.track.FrameSequence.View;

/** Measured depth as the colour camera would have seen it: moved, and the nearest surface kept. */
public final class DepthInColor {
  private DepthInColor() {}

  /** Metres for each pixel of the view's camera, 0 where nothing was measured. */
  public static float[] of(View view) {
    Camera color = view.camera();
    float[] out = new float[color.width() * color.height()];
    DepthMap depth = view.depth();
    if (depth == null) {
      return out;
    }
    Camera from = view.depthCamera();
    Matrix4 move = view.depthToColor();
    // A depth pixel covers so many colour pixels; without this, gaps would let hidden things show.
    double spread =
        Math.max(
            color.fx() / from.fx() * from.width() / depth.width(),
            color.fy() / from.fy() * from.height() / depth.height());
    int reach = (int) Math.ceil(Math.max(1, spread)) - 1;
    for (int v = 0; v < depth.height(); v++) {
      for (int u = 0; u < depth.width(); u++) {
        double d = depth.metres(u, v);
        if (d <= 0) {
          continue;
        }
        double px = (u - from.cx()) / from.fx() * d;
        double py = (v - from.cy()) / from.fy() * d;
        double z = move.z(px, py, d);
        if (z <= 0) {
          continue;
        }
        double cu = color.fx() * move.x(px, py, d) / z + color.cx();
        double cv = color.fy() * move.y(px, py, d) / z + color.cy();
        int left = (int) Math.floor(cu + 0.5 - reach * 0.5);
        int top = (int) Math.floor(cv + 0.5 - reach * 0.5);
        for (int y = Math.max(0, top); y <= Math.min(color.height() - 1, top + reach); y++) {
          for (int x = Math.max(0, left); x <= Math.min(color.width() - 1, left + reach); x++) {
            int at = y * color.width() + x;
            if (out[at] == 0 || z < out[at]) {
              out[at] = (float) z;
            }
          }
        }
      }
    }
    return out;
  }
}
