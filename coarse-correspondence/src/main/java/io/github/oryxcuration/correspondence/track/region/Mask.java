package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which pixels of a frame are an object's, kept for the smallest rectangle that holds them. */
final class Mask {
  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final boolean[] inside;
  private final int area;

  private Mask(int left, int top, int width, int height, boolean[] inside, int area) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.inside = inside;
    this.area = area;
  }

  /** Each id of a map as a mask, by ascending id. */
  static SortedMap<Integer, Mask> of(LabelMap map) {
    SortedMap<Integer, int[]> boxes = new TreeMap<>();
    short[] ids = map.ids();
    int[][] known = new int[1 << 16][];
    for (int y = 0, at = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++, at++) {
        int id = ids[at] & 0xffff;
        if (id == 0) {
          continue;
        }
        int[] box = known[id];
        if (box == null) {
          box = new int[] {x, y, x + 1, y + 1};
          known[id] = box;
          boxes.put(id, box);
        } else {
          box[0] = Math.min(box[0], x);
          box[2] = Math.max(box[2], x + 1);
          box[3] = y + 1;
        }
      }
    }
    SortedMap<Integer, Mask> masks = new TreeMap<>();
    boxes.forEach(
        (id, b) -> {
          int w = b[2] - b[0];
          int h = b[3] - b[1];
          boolean[] inside = new boolean[w * h];
          int area = 0;
          for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
              boolean in = map.id(b[0] + x, b[1] + y) == id;
              inside[y * w + x] = in;
              area += in ? 1 : 0;
            }
          }
          masks.put(id, new Mask(b[0], b[1], w, h, inside, area));
        });
    return masks;
  }

  int left() {
    return left;
  }

  int top() {
    return top;
  }

  int right() {
    return left + width;
  }

  int bottom() {
    return top + height;
  }

  int area() {
    return area;
  }

  boolean has(int x, int y) {
    int u = x - left;
    int v = y - top;
    return u >= 0 && v >= 0 && u < width && v < height && inside[v * width + u];
  }

  /** Of its box. */
  double middleX() {
    return (left() + right()) / 2.0;
  }

  double middleY() {
    return (top() + bottom()) / 2.0;
  }

  /** Moved into a frame of a size; null if nothing of it is left there. */
  @Nullable Mask moved(Affine move, int frameWidth, int frameHeight) {
    double minX = Double.MAX_VALUE;
    double minY = Double.MAX_VALUE;
    double maxX = -Double.MAX_VALUE;
    double maxY = -Double.MAX_VALUE;
    for (int corner = 0; corner < 4; corner++) {
      double x = corner % 2 == 0 ? left - 0.5 : right() - 0.5;
      double y = corner / 2 == 0 ? top - 0.5 : bottom() - 0.5;
      minX = Math.min(minX, move.x(x, y));
      maxX = Math.max(maxX, move.x(x, y));
      minY = Math.min(minY, move.y(x, y));
      maxY = Math.max(maxY, move.y(x, y));
    }
    int l = (int) Math.max(0, Math.floor(minX));
    int t = (int) Math.max(0, Math.floor(minY));
    int r = (int) Math.min(frameWidth, Math.ceil(maxX) + 1);
    int b = (int) Math.min(frameHeight, Math.ceil(maxY) + 1);
    if (r <= l || b <= t || !Double.isFinite(minX + minY + maxX + maxY)) {
      return null;
    }
    Affine back = move.inverse();
    boolean[] moved = new boolean[(r - l) * (b - t)];
    int count = 0;
    for (int y = t; y < b; y++) {
      for (int x = l; x < r; x++) {
        boolean in =
            has((int) Math.floor(back.x(x, y) + 0.5), (int) Math.floor(back.y(x, y) + 0.5));
        moved[(y - t) * (r - l) + x - l] = in;
        count += in ? 1 : 0;
      }
    }
    return count == 0 ? null : new Mask(l, t, r - l, b - t, moved, count);
  }

  /** Intersection over union. */
  double overlap(Mask other) {
    int both = common(other);
    return (double) both / (area + other.area - both);
  }

  /** Pixels that both have. */
  int common(Mask other) {
    int l = Math.max(left, other.left);
    int t = Math.max(top, other.top);
    int r = Math.min(right(), other.right());
    int b = Math.min(bottom(), other.bottom());
    int both = 0;
    for (int y = t; y < b; y++) {
      for (int x = l; x < r; x++) {
        both += has(x, y) && other.has(x, y) ? 1 : 0;
      }
    }
    return both;
  }

  /** Writes an id wherever the mask is. */
  void paint(short[] ids, int frameWidth, int id) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (inside[y * width + x]) {
          ids[(top + y) * frameWidth + left + x] = (short) id;
        }
      }
    }
  }
}
