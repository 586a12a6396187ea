package io.github.oryxcuration.correspondence.track.propose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Joins neighbouring regions that look the same, the most alike first (region adjacency graph): a
 * thing of several tones or in half shadow falls apart otherwise. How alike two regions are is the
 * overlap of their colours' histograms, less the mean contrast along the border between them.
 */
final class RegionMerger {
  private static final int HUES = 12;
  private static final int LIGHTS = 4;
  private static final double SAME = 0.6;

  /** A border with such a contrast, of 255, keeps the most alike apart. */
  private static final double CONTRAST = 100;

  private static final class Region {
    private final float[] colors = new float[HUES * HUES * LIGHTS];
    private final Map<Integer, double[]> borders = new HashMap<>();
    private int size;
    private int version;
  }

  private record Pair(double alike, int a, int b, int versionA, int versionB)
      implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int byAlike = Double.compare(other.alike, alike);
      int byA = Integer.compare(a, other.a);
      return byAlike != 0 ? byAlike : byA != 0 ? byA : Integer.compare(b, other.b);
    }
  }

  private final Map<Integer, Region> regions = new HashMap<>();
  private final PriorityQueue<Pair> queue = new PriorityQueue<>();
  private final int[] parent;

  private RegionMerger(int[] roots, byte[] rgb, int width, int height) {
    parent = roots.clone();
    for (int i = 0; i < roots.length; i++) {
      Region region = regions.computeIfAbsent(roots[i], k -> new Region());
      region.size++;
      region.colors[bin(rgb, 3 * i)]++;
      if (i % width + 1 < width) {
        border(roots, rgb, i, i + 1);
      }
      if (i + width < width * height) {
        border(roots, rgb, i, i + width);
      }
    }
  }

  /**
   * Joins regions of a segmentation.
   *
   * @param roots for each pixel one pixel that stands for its region
   * @param rgb that the regions were cut from
   * @return likewise
   */
  static int[] merged(int[] roots, byte[] rgb, int width, int height) {
    RegionMerger merger = new RegionMerger(roots, rgb, width, height);
    merger.run();
    int[] out = new int[roots.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = merger.root(roots[i]);
    }
    return out;
  }

  private static int bin(byte[] rgb, int at) {
    int r = rgb[at] & 255;
    int g = rgb[at + 1] & 255;
    int b = rgb[at + 2] & 255;
    int sum = r + g + b + 30;
    int first = (int) ((r - g) * 1.5f / sum * HUES / 2 + HUES / 2f);
    int second = (int) (((r + g) * 0.5f - b) * 1.5f / sum * HUES / 2 + HUES / 2f);
    int light = sum * LIGHTS / 796;
    return (light * HUES + Math.max(0, Math.min(HUES - 1, first))) * HUES
        + Math.max(0, Math.min(HUES - 1, second));
  }

  private Region region(int root) {
    return Objects.requireNonNull(regions.get(root));
  }

  private void border(int[] roots, byte[] rgb, int p, int q) {
    int a = roots[p];
    int b = roots[q];
    if (a == b) {
      return;
    }
    double difference = 0;
    for (int c = 0; c < 3; c++) {
      difference += Math.abs((rgb[3 * p + c] & 255) - (rgb[3 * q + c] & 255)) / 3.0;
    }
    regions.computeIfAbsent(b, k -> new Region());
    add(a, b, difference, 1);
  }

  private void add(int a, int b, double difference, double count) {
    double[] ab = region(a).borders.computeIfAbsent(b, k -> new double[2]);
    double[] ba = region(b).borders.computeIfAbsent(a, k -> new double[2]);
    ab[0] += difference;
    ab[1] += count;
    ba[0] += difference;
    ba[1] += count;
  }

  private void run() {
    List<Integer> order = new ArrayList<>(regions.keySet());
    order.sort(null);
    order.forEach(a -> propose(a, true));
    while (!queue.isEmpty()) {
      Pair best = queue.remove();
      Region a = regions.get(best.a);
      Region b = regions.get(best.b);
      if (a == null || b == null || a.version != best.versionA || b.version != best.versionB) {
        continue; // one of them has been joined since
      }
      join(best.a, a, best.b, b);
      propose(best.a, false);
    }
  }

  private void propose(int a, boolean onlyLater) {
    Region region = region(a);
    region.borders.forEach(
        (b, border) -> {
          if (!onlyLater || b > a) {
            Region other = region(b);
            double alike = overlap(region, other) - border[0] / border[1] / CONTRAST;
            if (alike > SAME) {
              int low = Math.min(a, b);
              int high = Math.max(a, b);
              queue.add(new Pair(alike, low, high, region(low).version, region(high).version));
            }
          }
        });
  }

  private static double overlap(Region a, Region b) {
    double overlap = 0;
    for (int i = 0; i < a.colors.length; i++) {
      overlap += Math.min(a.colors[i] / a.size, b.colors[i] / b.size);
    }
    return overlap;
  }

  private void join(int a, Region into, int b, Region gone) {
    for (int i = 0; i < into.colors.length; i++) {
      into.colors[i] += gone.colors[i];
    }
    into.size += gone.size;
    into.version++;
    regions.remove(b);
    parent[b] = a;
    into.borders.remove(b);
    gone.borders.forEach(
        (other, border) -> {
          if (other != a) {
            region(other).borders.remove(b);
            add(a, other, border[0], border[1]);
          }
        });
  }

  private int root(int region) {
    int at = region;
    while (parent[at] != at) {
      at = parent[at];
    }
    return at;
  }
}
