package io.github.oryxcuration.correspondence.room;

/**
 * A box along the axes of the room.
 *
 * @param low the corner of the least coordinates, in metres
 * @param high the opposite corner
 * @param skin what decides its looks; equal skins look alike
 * @param label raw category
 * @param inside whether it is seen from within: the room itself
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Box(double[] low, double[] high, Skin skin, String label, boolean inside) {

  boolean overlaps(Box other, double gap) {
    for (int axis = 0; axis < 2; axis++) {
      if (low[axis] > other.high[axis] + gap || other.low[axis] > high[axis] + gap) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where a ray meets it: the distance in units of the direction, and the face as axis*2, plus 1
   * for the higher side; infinity where it does not.
   */
  double meet(double[] from, double[] direction, int[] face) {
    double enter = Double.NEGATIVE_INFINITY;
    double leave = Double.POSITIVE_INFINITY;
    int enterFace = 0;
    int leaveFace = 0;
    for (int axis = 0; axis < 3; axis++) {
      double d = direction[axis];
      if (d == 0) {
        if (from[axis] < low[axis] || from[axis] > high[axis]) {
          return Double.POSITIVE_INFINITY;
        }
        continue;
      }
      double a = (low[axis] - from[axis]) / d;
      double b = (high[axis] - from[axis]) / d;
      double near = Math.min(a, b);
      double far = Math.max(a, b);
      if (near > enter) {
        enter = near;
        enterFace = axis * 2 + (a < b ? 0 : 1);
      }
      if (far < leave) {
        leave = far;
        leaveFace = axis * 2 + (a < b ? 1 : 0);
      }
    }
    if (enter > leave || leave <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    if (inside) {
      face[0] = leaveFace;
      return leave;
    }
    face[0] = enterFace;
    return enter > 0 ? enter : Double.POSITIVE_INFINITY;
  }
}
