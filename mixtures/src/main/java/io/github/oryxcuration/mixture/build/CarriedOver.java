package io.github.oryxcuration.mixture.build;

import io.github.oryxcuration.core.budget.FrameFit;
import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.geometry.Size;
import io.github.oryxcuration.core.sample.Carried;
import io.github.oryxcuration.core.sample.Carried.Place;
import io.github.oryxcuration.core.sample.Frame;
import io.github.oryxcuration.core.sample.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gives the frames of a row of an earlier set their numbers, times and marks back. */
final class CarriedOver {
  private final Carried carried;

  CarriedOver(Carried carried) {
    this.carried = carried;
  }

  /**
   * The frames with the names, indexes and times that they had.
   *
   * @param made with the position in the earlier sample as index
   */
  List<Frame> frames(List<Frame> made) {
    List<Frame> frames = new ArrayList<>();
    for (Frame frame : made) {
      Place place = place(frame);
      frames.add(
          new Frame(
              frame.picture(),
              named(place.path(), frame.path()),
              place.index(),
              place.seconds(),
              frame.width(),
              frame.height(),
              frame.sha256()));
    }
    return frames;
  }

  /**
   * The marks of the frames that are left, where these lie now.
   *
   * @param made as for {@link #frames}
   * @param fit what part of its picture a frame fills; null for the whole
   */
  List<Mark> marks(List<Frame> made, @Nullable FrameFit fit) {
    List<Mark> marks = new ArrayList<>();
    for (Mark mark : carried.marks()) {
      for (int view = 0; view < made.size(); view++) {
        if (made.get(view).index() == mark.view()) {
          marks.add(moved(mark, view, made.get(view), fit));
        }
      }
    }
    return marks;
  }

  private Mark moved(Mark mark, int view, Frame frame, @Nullable FrameFit fit) {
    Place place = place(frame);
    Size canvas = new Size(frame.width(), frame.height());
    Size content = fit == null ? canvas : fit.content();
    if (content.equals(canvas) && canvas.equals(new Size(place.width(), place.height()))) {
      return new Mark(mark.id(), view, mark.x(), mark.y(), mark.area(), mark.label());
    }
    int left = (canvas.width() - content.width()) / 2; // as frames are padded
    int top = (canvas.height() - content.height()) / 2;
    double scaleX = (double) content.width() / place.width();
    double scaleY = (double) content.height() / place.height();
    return new Mark(
        mark.id(),
        view,
        mark.x() * scaleX + left,
        mark.y() * scaleY + top,
        mark.area() * scaleX * scaleY,
        mark.label());
  }

  private Place place(Frame frame) {
    if (frame.index() >= carried.frames().size()) {
      throw new CurationException(
          Reason.MEDIA_CHANGED,
          String.format(
              Locale.ROOT,
              "the earlier sample had %d pictures when it was planned, now it has one of number %d",
              carried.frames().size(),
              frame.index()));
    }
    return carried.frames().get((int) frame.index());
  }

  /** The earlier name, with the ending of what is stored now. */
  private static String named(String earlier, String now) {
    String ending = ending(now);
    if (earlier.isEmpty()) {
      return now;
    }
    return ending(earlier).equals(ending)
        ? earlier
        : earlier.substring(0, earlier.length() - ending(earlier).length()) + ending;
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }
}
