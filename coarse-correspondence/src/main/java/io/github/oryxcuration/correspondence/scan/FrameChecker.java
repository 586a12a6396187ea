package io.github.oryxcuration.correspondence.scan;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.picture.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which frames of a scan can be used. What a pose itself tells is known of all frames;
 * pictures, depth and agreement with other frames are looked at when a frame is asked for, and
 * remembered. Not for several threads at once.
 */
public final class FrameChecker {
  /** Less measured depth is none. */
  private static final double BLACK = 0.02;

  /** A frame of which no neighbour confirms so much is wrong, if neighbours confirm each other. */
  private static final double WRONG = 0.12;

  private static final double SOUND = 0.30;
  private static final int NEIGHBOURS = 2;
  private static final int DEPTHS_KEPT = 12;

  private final Scan scan;
  private final List<ScanFrame> posed = new ArrayList<>();
  private final Map<Integer, Integer> places = new HashMap<>();
  private final Map<Integer, Optional<FrameFault>> known = new HashMap<>();
  private final PoseCheck poses;
  private final Map<Integer, DepthMap> depths =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, DepthMap> eldest) {
          return size() > DEPTHS_KEPT;
        }
      };

  public FrameChecker(Scan scan) {
    this.scan = scan;
    this.poses = new PoseCheck(scan.cameras());
    for (ScanFrame frame : scan.frames()) {
      if (poseFault(frame) == null) {
        places.put(frame.index(), posed.size());
        posed.add(frame);
      }
    }
  }

  private static @Nullable FrameFault poseFault(ScanFrame frame) {
    if (frame.isLost()) {
      return FrameFault.LOST_POSE;
    }
    return frame.pose().isRigid() ? null : FrameFault.DAMAGED_POSE;
  }

  /** The frames whose poses can be right, in order. */
  public List<ScanFrame> posed() {
    return List.copyOf(posed);
  }

  /** What is wrong with a frame, or empty. */
  public Optional<FrameFault> fault(ScanFrame frame) throws IOException {
    Optional<FrameFault> fault = known.get(frame.index());
    if (fault == null) {
      fault = Optional.ofNullable(look(frame));
      known.put(frame.index(), fault);
    }
    return fault;
  }

  /** How many frames have which fault, as far as frames were looked at; poses are of all. */
  public SortedMap<FrameFault, Integer> faults() {
    SortedMap<FrameFault, Integer> faults = new TreeMap<>();
    for (ScanFrame frame : scan.frames()) {
      FrameFault pose = poseFault(frame);
      Optional<FrameFault> fault =
          pose == null ? known.getOrDefault(frame.index(), Optional.empty()) : Optional.of(pose);
      fault.ifPresent(found -> faults.merge(found, 1, Integer::sum));
    }
    return faults;
  }

  private @Nullable FrameFault look(ScanFrame frame) throws IOException {
    FrameFault pose = poseFault(frame);
    if (pose != null) {
      return pose;
    }
    Camera color = scan.cameras().color();
    try {
      Size size = Pictures.inspect(scan.color(frame)).size();
      if (size.width() != color.width() || size.height() != color.height()) {
        return FrameFault.OTHER_SIZE;
      }
      DepthMap depth = depth(frame);
      if (depth == null) {
        return frame.depth() == null ? null : FrameFault.BLACK_DEPTH;
      }
      return depth.measured() < BLACK
          ? FrameFault.BLACK_DEPTH
          : isWrong(frame, depth) ? FrameFault.WRONG_POSE : null;
    } catch (CurationException e) {
      return FrameFault.UNREADABLE;
    }
  }

  private @Nullable DepthMap depth(ScanFrame frame) throws IOException {
    DepthMap depth = depths.get(frame.index());
    if (depth == null) {
      depth = scan.depth(frame);
      if (depth != null) {
        depths.put(frame.index(), depth);
      }
    }
    return depth;
  }

  /** Whether no neighbour confirms the frame although two of them confirm each other. */
  private boolean isWrong(ScanFrame frame, DepthMap depth) throws IOException {
    int place = places.getOrDefault(frame.index(), 0);
    List<ScanFrame> near = new ArrayList<>();
    for (int i = Math.max(0, place - NEIGHBOURS);
        i <= place + NEIGHBOURS && i < posed.size();
        i++) {
      if (i != place && usableDepth(posed.get(i)) != null) {
        near.add(posed.get(i));
      }
    }
    for (ScanFrame other : near) {
      DepthMap otherDepth = usableDepth(other);
      if (otherDepth != null && poses.agreement(frame, depth, other, otherDepth) >= WRONG) {
        return false;
      }
    }
    for (int i = 0; i + 1 < near.size(); i++) {
      DepthMap one = usableDepth(near.get(i));
      DepthMap two = usableDepth(near.get(i + 1));
      if (one != null
          && two != null
          && poses.agreement(near.get(i), one, near.get(i + 1), two) >= SOUND) {
        return true;
      }
    }
    return false;
  }

  private @Nullable DepthMap usableDepth(ScanFrame frame) throws IOException {
    try {
      DepthMap depth = depth(frame);
      return depth == null || depth.measured() < BLACK ? null : depth;
    } catch (CurationException unusable) {
      return null; // it is told when that frame itself is asked for
    }
  }
}
