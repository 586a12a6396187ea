package io.github.oryxcuration.needle.choose;

import io.github.oryxcuration.needle.feature.FrameFeatures;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the frames that look like a given one, all of them, without comparing all pairs: time grows
 * about linearly with the number of frames, and memory by about 90 bytes a frame.
 */
public final class NearIndex {
  private final List<FrameFeatures> frames;
  private final Nearness nearness;
  private final HashBands hashes;
  private final StructureCells cells;

  public NearIndex(List<FrameFeatures> frames, Nearness nearness) {
    this.frames = frames;
    this.nearness = nearness;
    this.hashes =
        new HashBands(frames.stream().mapToLong(FrameFeatures::hash).toArray(), nearness.hash());
    this.cells = new StructureCells(frames, nearness.structure());
  }

  /** Whether no other frame is near this one. */
  public boolean isDistinct(int frame) {
    FrameFeatures features = frames.get(frame);
    return !hashes.visit(features.hash(), other -> isNear(frame, other))
        && !cells.visit(features, other -> isNear(frame, other));
  }

  /** All frames near this one, in ascending order, without itself. */
  public List<Integer> near(int frame) {
    FrameFeatures features = frames.get(frame);
    Set<Integer> found = new TreeSet<>();
    hashes.visit(features.hash(), other -> keep(frame, other, found));
    cells.visit(features, other -> keep(frame, other, found));
    return List.copyOf(found);
  }

  private boolean keep(int frame, int other, Set<Integer> found) {
    if (isNear(frame, other)) {
      found.add(other);
    }
    return false;
  }

  private boolean isNear(int frame, int other) {
    return other != frame && nearness.near(frames.get(frame), frames.get(other));
  }
}
