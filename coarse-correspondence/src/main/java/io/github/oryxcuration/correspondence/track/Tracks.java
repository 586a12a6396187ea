package io.github.oryxcuration.correspondence.track;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tracker found: one label map a frame, how sure it is of each object in each frame, and
 * what objects are called where that is known. Maps are kept as runs of equal ids, a few kilobytes
 * each.
 */
public final class Tracks {
  private final String tracker;
  private final int width;
  private final int height;
  private final List<int[]> runs = new ArrayList<>();
  private final List<SortedMap<Integer, Double>> confidences = new ArrayList<>();
  private final SortedMap<Integer, String> labels = new TreeMap<>();

  /**
   * No frames yet.
   *
   * @param tracker its name
   */
  public Tracks(String tracker, int width, int height) {
    this.tracker = tracker;
    this.width = width;
    this.height = height;
  }

  /** Adds the next frame; ids without a confidence have 1. */
  public void add(LabelMap map, SortedMap<Integer, Double> confidence) {
    if (map.width() != width || map.height() != height) {
      throw new IllegalArgumentException(
          "a map of %dx%d among maps of %dx%d".formatted(map.width(), map.height(), width, height));
    }
    runs.add(encoded(map.ids()));
    confidences.add(new TreeMap<>(confidence));
  }

  /** Names an object. */
  public void label(int id, String label) {
    labels.put(id, label);
  }

  public String tracker() {
    return tracker;
  }

  public int count() {
    return runs.size();
  }

  public LabelMap map(int frame) {
    short[] ids = new short[width * height];
    int[] encoded = runs.get(frame);
    int at = 0;
    for (int i = 0; i < encoded.length; i += 2) {
      java.util.Arrays.fill(ids, at, at + encoded[i], (short) encoded[i + 1]);
      at += encoded[i];
    }
    return new LabelMap(width, height, ids);
  }

  /** How sure the tracker is that the id is right in the frame, 0 to 1. */
  public double confidence(int frame, int id) {
    return confidences.get(frame).getOrDefault(id, 1.0);
  }

  /** What an object is called, or an empty string. */
  public String label(int id) {
    return labels.getOrDefault(id, "");
  }

  private static int[] encoded(short[] ids) {
    int[] runs = new int[256];
    int size = 0;
    int start = 0;
    for (int i = 1; i <= ids.length; i++) {
      if (i == ids.length || ids[i] != ids[start]) {
        if (size == runs.length) {
          runs = java.util.Arrays.copyOf(runs, 2 * size);
        }
        runs[size++] = i - start;
        runs[size++] = ids[start] & 0xffff;
        start = i;
      }
    }
    return java.util.Arrays.copyOf(runs, size);
  }
}
