package io.github.oryxcuration.correspondence.track.region;

import io.github.oryxcuration.core.picture.RgbImage;
import io.github.oryxcuration.correspondence.track.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are out of sight, and where they would be now if they had moved as all that is still
 * followed. Colours alone cannot tell look-alikes apart; their layout can. Distances count squared:
 * an error of the motion that all share then changes the sum for every assignment by the same, so
 * that who stands left of whom decides, not how far the camera seems to have turned. Once no motion
 * could be told, colours decide alone.
 */
final class Lost {
  private static final double SAME_LOOK = 0.85;
  private static final double SAME_SIZE = 6;

  /** What a distance of one frame width, squared, takes off the similarity of colours. */
  private static final double LAYOUT = 2;

  /** Far from where it should be is still better than nowhere. */
  private static final double LEAST = 0.01;

  private static final double TOLERANCE = 3;
  private static final int LEAST_POINTS = 8;

  private static final class Place {
    private final Follower follower;
    private double x;
    private double y;
    private boolean known = true;

    Place(Follower follower) {
      this.follower = follower;
      x = follower.current().middleX();
      y = follower.current().middleY();
    }

    void move(Affine motion) {
      double movedX = motion.x(x, y);
      y = motion.y(x, y);
      x = movedX;
    }

    double squareTo(Mask mask) {
      double dx = mask.middleX() - x;
      double dy = mask.middleY() - y;
      return dx * dx + dy * dy;
    }
  }

  private final Map<Integer, Place> places = new LinkedHashMap<>();
  private final double squareWidth;

  /**
   * None.
   *
   * @param width of the frames
   */
  Lost(int width) {
    squareWidth = (double) width * width;
  }

  void add(Follower follower) {
    places.put(follower.id(), new Place(follower));
  }

  void remove(Follower follower) {
    places.remove(follower.id());
  }

  /** One frame further, like those that are followed; if these are too few, places are unknown. */
  void drift(List<Follower> followed) {
    if (places.isEmpty()) {
      return;
    }
    float[] from = joined(followed.stream().map(Follower::before).toList());
    float[] to = joined(followed.stream().map(Follower::points).toList());
    Affine motion = Affine.fit(from, to, TOLERANCE, LEAST_POINTS, new boolean[from.length / 2]);
    for (Place place : places.values()) {
      if (motion == null) {
        place.known = false;
      } else {
        place.move(motion);
      }
    }
  }

  private static float[] joined(List<float[]> points) {
    float[] all = new float[points.stream().mapToInt(some -> some.length).sum()];
    int at = 0;
    for (float[] some : points) {
      System.arraycopy(some, 0, all, at, some.length);
      at += some.length;
    }
    return all;
  }

  /** Which of them each mask shows; null for none. */
  List<@Nullable Follower> recognised(List<Mask> masks, RgbImage image) {
    List<Place> gone = List.copyOf(places.values());
    double[][] likeness = new double[masks.size()][gone.size()];
    for (int m = 0; m < masks.size(); m++) {
      Look look = Look.of(image, masks.get(m));
      for (int g = 0; g < gone.size(); g++) {
        Look before = gone.get(g).follower.look();
        double similarity = look.similarity(before);
        double far = gone.get(g).known ? gone.get(g).squareTo(masks.get(m)) / squareWidth : 0;
        likeness[m][g] =
            similarity > SAME_LOOK && look.sizeRatio(before) < SAME_SIZE
                ? Math.max(LEAST, similarity - LAYOUT * far)
                : 0;
      }
    }
    int[] match = gone.isEmpty() ? new int[0] : Assignment.greatest(likeness);
    List<@Nullable Follower> shown = new ArrayList<>();
    for (int m = 0; m < masks.size(); m++) {
      shown.add(m < match.length && match[m] >= 0 ? gone.get(match[m]).follower : null);
    }
    return shown;
  }
}
