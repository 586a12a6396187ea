package io.github.oryxcuration.correspondence.track.propose;

import io.github.oryxcuration.core.picture.PillowBicubic;
import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.Arrays;
import java.util.Optional;

/**
 * Regions of even colour (Felzenszwalb and Huttenlocher, "Efficient graph-based image
 * segmentation", IJCV 2004), at half size; what is very small, very large or runs along three
 * borders is no object.
 */
public final class ColorRegions implements Proposals {
  private static final int MAX_WIDTH = 320;
  private static final int REACH = 2;
  private static final float SCALE = 300;
  private static final int BUCKETS = 1024;

  @Override
  public Optional<LabelMap> propose(FrameSequence frames, int frame, RgbImage image) {
    int width = Math.min(MAX_WIDTH, image.width());
    int height = Math.max(1, (int) ((long) image.height() * width / image.width()));
    RgbImage small = PillowBicubic.resize(image, width, height);
    byte[] even = smoothed(smoothed(small.rgb(), width, height), width, height);
    int[] parent = RegionMerger.merged(segmented(even, width, height), even, width, height);
    return Optional.of(
        RegionFilter.objects(parent, width, height).resized(image.width(), image.height()));
  }

  /** The mean of 5x5 pixels: texture must not tear a thing apart. */
  private static byte[] smoothed(byte[] rgb, int width, int height) {
    byte[] out = new byte[rgb.length];
    int[] sums = new int[3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        Arrays.fill(sums, 0);
        int count = 0;
        for (int v = Math.max(0, y - REACH); v <= Math.min(height - 1, y + REACH); v++) {
          for (int u = Math.max(0, x - REACH); u <= Math.min(width - 1, x + REACH); u++) {
            int at = (v * width + u) * 3;
            sums[0] += rgb[at] & 255;
            sums[1] += rgb[at + 1] & 255;
            sums[2] += rgb[at + 2] & 255;
            count++;
          }
        }
        for (int c = 0; c < 3; c++) {
          out[(y * width + x) * 3 + c] = (byte) (sums[c] / count);
        }
      }
    }
    return out;
  }

  private static int[] segmented(byte[] rgb, int width, int height) {
    int pixels = width * height;
    int edges = 0;
    int[] from = new int[4 * pixels];
    int[] to = new int[4 * pixels];
    float[] weight = new float[4 * pixels];
    int[] dx = {1, 0, 1, -1};
    int[] dy = {0, 1, 1, 1};
    float most = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int k = 0; k < 4; k++) {
          int u = x + dx[k];
          int v = y + dy[k];
          if (u >= 0 && u < width && v < height) {
            from[edges] = y * width + x;
            to[edges] = v * width + u;
            weight[edges] = difference(rgb, from[edges], to[edges]);
            most = Math.max(most, weight[edges]);
            edges++;
          }
        }
      }
    }
    int[] order = sorted(weight, edges, most);
    int[] parent = new int[pixels];
    int[] size = new int[pixels];
    float[] inner = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      parent[i] = i;
      size[i] = 1;
      inner[i] = SCALE;
    }
    for (int e : order) {
      int a = root(parent, from[e]);
      int b = root(parent, to[e]);
      if (a != b && weight[e] <= inner[a] && weight[e] <= inner[b]) {
        join(parent, size, a, b);
        int root = root(parent, a);
        inner[root] = weight[e] + SCALE / size[root];
      }
    }
    int least = (int) (RegionFilter.LEAST_SHARE * pixels / 2);
    for (int e : order) {
      int a = root(parent, from[e]);
      int b = root(parent, to[e]);
      if (a != b && (size[a] < least || size[b] < least)) {
        join(parent, size, a, b);
      }
    }
    for (int i = 0; i < pixels; i++) {
      parent[i] = root(parent, i);
    }
    return parent;
  }

  private static float difference(byte[] rgb, int a, int b) {
    float sum = 0;
    for (int c = 0; c < 3; c++) {
      float d = (rgb[3 * a + c] & 255) - (rgb[3 * b + c] & 255);
      sum += d * d;
    }
    return (float) Math.sqrt(sum);
  }

  /** By weight in buckets, of equals as they come. */
  private static int[] sorted(float[] weight, int edges, float most) {
    int[] starts = new int[BUCKETS + 1];
    float scale = most == 0 ? 0 : (BUCKETS - 1) / most;
    for (int e = 0; e < edges; e++) {
      starts[(int) (weight[e] * scale) + 1]++;
    }
    for (int b = 0; b < BUCKETS; b++) {
      starts[b + 1] += starts[b];
    }
    int[] order = new int[edges];
    for (int e = 0; e < edges; e++) {
      order[starts[(int) (weight[e] * scale)]++] = e;
    }
    return order;
  }

  private static int root(int[] parent, int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private static void join(int[] parent, int[] size, int a, int b) {
    int large = size[a] >= size[b] ? a : b;
    int small = large == a ? b : a;
    parent[small] = large;
    size[large] += size[small];
  }
}
