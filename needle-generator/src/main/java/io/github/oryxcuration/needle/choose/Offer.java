package io.github.oryxcuration.needle.choose;

import java.util.List;

/**
 * A needle that a film could give.
 *
 * @param idx positions in the haystack: two ascending for diff, one for the others
 * @param anchor which of {@code idx} the depth is counted at
 * @param bin of the anchor's depth
 * @param nearestHash bits by which the nearest other frame of the haystack differs from the frame,
 *     the smaller of both for diff
 * @param nearestStructure likewise, mean difference of luma
 * @param nearestColour colour difference of the frame that is nearest by structure
 * @param apart positions between the two frames of a diff; 0 for others
 * @param different mean difference of luma between the two frames of a diff; 0 for others
 */
public record Offer(
    Task task,
    List<Integer> idx,
    int anchor,
    int bin,
    int nearestHash,
    double nearestStructure,
    double nearestColour,
    int apart,
    double different) {
  public Offer {
    idx = List.copyOf(idx);
    int expected = task == Task.DIFF ? 2 : 1;
    if (idx.size() != expected || anchor < 0 || anchor >= expected) {
      throw new IllegalArgumentException(
          task.word() + " takes " + expected + " positions, but got " + idx + " at " + anchor);
    }
    if (idx.size() == 2 && idx.get(0) >= idx.get(1)) {
      throw new IllegalArgumentException("positions must ascend, but were " + idx);
    }
  }
}
