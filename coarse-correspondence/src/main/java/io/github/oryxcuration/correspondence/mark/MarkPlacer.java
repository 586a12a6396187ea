package io.github.oryxcuration.correspondence.mark;

import io.github.oryxcuration.core.picture.MarkStamp;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the places of marks in one view. */
public final class MarkPlacer {
  /** Marks of a view are kept apart by this share of their width, from middle to middle. */
  private static final double APART = 1.1;

  private MarkPlacer() {}

  /**
   * Places marks.
   *
   * @param ids to be marked where they are seen, in the order of selection
   * @param leastArea pixels of the map that an object must have
   * @return in the order of {@code ids}
   */
  public static List<Place> place(
      LabelMap map, List<Integer> ids, Placement placement, int leastArea) {
    Map<Integer, Integer> areas = map.areas();
    List<Place> places = new ArrayList<>();
    for (int id : ids) {
      int area = areas.getOrDefault(id, 0);
      if (area >= Math.max(1, leastArea)) {
        Place place =
            placement == Placement.PAPER ? mean(map, id, area) : innermost(map, id, area, places);
        if (place != null) {
          places.add(place);
        }
      }
    }
    return places;
  }

  private static Place mean(LabelMap map, int id, int area) {
    long sumX = 0;
    long sumY = 0;
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        if (map.id(x, y) == id) {
          sumX += x;
          sumY += y;
        }
      }
    }
    return new Place(id, (double) sumX / area, (double) sumY / area, area);
  }

  /** The innermost point that leaves room; null where there is none. */
  private static @Nullable Place innermost(LabelMap map, int id, int area, List<Place> taken) {
    int width = map.width();
    int height = map.height();
    double diameter = MarkStamp.diameter(width);
    int margin = (int) Math.ceil(diameter / 2);
    boolean[] part = largestPart(map, id);
    int[] distance = DistanceMap.of(part, width, height);
    int best = 0;
    int[] candidates = new int[64];
    int count = 0;
    for (int y = Math.min(margin, height / 2); y < Math.max(height - margin, height / 2 + 1); y++) {
      for (int x = Math.min(margin, width / 2); x < Math.max(width - margin, width / 2 + 1); x++) {
        int at = y * width + x;
        if (distance[at] == 0 || distance[at] < best || isTaken(x, y, taken, APART * diameter)) {
          continue;
        }
        if (distance[at] > best) {
          best = distance[at];
          count = 0;
        }
        if (count == candidates.length) {
          candidates = Arrays.copyOf(candidates, 2 * count);
        }
        candidates[count++] = at;
      }
    }
    if (count == 0) {
      return null;
    }
    int at = candidates[count / 2]; // of equals the middle one, as Set-of-Mark does
    int x = at % width;
    int y = at / width;
    return new Place(id, x, y, area);
  }

  private static boolean isTaken(int x, int y, List<Place> taken, double apart) {
    for (Place place : taken) {
      double dx = place.x() - x;
      double dy = place.y() - y;
      if (dx * dx + dy * dy < apart * apart) {
        return true;
      }
    }
    return false;
  }

  /** The largest 4-connected part of an object. */
  static boolean[] largestPart(LabelMap map, int id) {
    int width = map.width();
    short[] ids = map.ids();
    int[] part = new int[ids.length];
    int[] stack = new int[1024];
    int parts = 0;
    int best = 0;
    int bestSize = 0;
    for (int start = 0; start < ids.length; start++) {
      if ((ids[start] & 0xffff) != id || part[start] != 0) {
        continue;
      }
      parts++;
      int size = 0;
      int depth = 0;
      stack[depth++] = start;
      part[start] = parts;
      while (depth > 0) {
        int at = stack[--depth];
        size++;
        if (depth + 4 > stack.length) {
          stack = Arrays.copyOf(stack, 2 * stack.length);
        }
        int x = at % width;
        int[] next = {x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width};
        for (int n : next) {
          if (n >= 0 && n < ids.length && part[n] == 0 && (ids[n] & 0xffff) == id) {
            part[n] = parts;
            stack[depth++] = n;
          }
        }
      }
      if (size > bestSize) {
        bestSize = size;
        best = parts;
      }
    }
    boolean[] inside = new boolean[ids.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = best > 0 && part[i] == best;
    }
    return inside;
  }
}
