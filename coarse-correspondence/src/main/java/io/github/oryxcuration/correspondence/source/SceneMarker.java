package io.github.oryxcuration.correspondence.source;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.core.sample.Mark;
import io.github.oryxcuration.core.sample.MediaRef;
import io.github.oryxcuration.correspondence.ask.MarkedView;
import io.github.oryxcuration.correspondence.mark.MarkPlacer;
import io.github.oryxcuration.correspondence.mark.MarkSelector;
import io.github.oryxcuration.correspondence.mark.Place;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/** Chooses and places the marks of a scene whose views were tracked. */
final class SceneMarker {
  /** An object of which the tracker is less sure in a view gets no mark there. */
  static final double LEAST_CONFIDENCE = 0.3;

  private final SceneOptions options;

  SceneMarker(SceneOptions options) {
    this.options = options;
  }

  /**
   * Marks views.
   *
   * @param places the frames of {@code tracks} that are views, in order
   * @param views what these views are, at the same places
   * @param width of the pictures of the views
   * @param exact whether ids are annotated, not guessed
   * @param allowed which ids may be marked
   * @param metres how far a place in a view is from the camera, or 0
   * @throws CurationException NO_MARKS if nothing could be marked
   */
  MarkedScene mark(
      String scene,
      Tracks tracks,
      List<Integer> places,
      List<MediaRef.View> views,
      int width,
      boolean exact,
      IntPredicate allowed,
      ToDoubleFunction<Spot> metres) {
    List<LabelMap> maps = new ArrayList<>();
    for (int frame : places) {
      maps.add(certain(tracks, frame));
    }
    LabelMap head = maps.get(0);
    int leastArea = (int) Math.ceil(options.leastArea() * head.width() * head.height());
    List<Integer> chosen =
        MarkSelector.select(maps, options.marks(), Math.max(1, leastArea), allowed);
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int id : chosen) {
      numbers.put(id, options.ranked() ? numbers.size() + 1 : id);
    }
    double scale = (double) width / head.width();
    List<Mark> marks = new ArrayList<>();
    List<MarkedView> known = new ArrayList<>();
    for (int view = 0; view < maps.size(); view++) {
      SortedMap<Integer, Mark> here = new TreeMap<>();
      Map<Integer, Double> distances = new HashMap<>();
      for (Place place : MarkPlacer.place(maps.get(view), chosen, options.placement(), leastArea)) {
        int number = numbers.getOrDefault(place.id(), 0);
        Mark mark =
            new Mark(
                number,
                view,
                (place.x() + 0.5) * scale - 0.5,
                (place.y() + 0.5) * scale - 0.5,
                place.area() * scale * scale,
                tracks.label(place.id()));
        here.put(number, mark);
        marks.add(mark);
        double away = metres.applyAsDouble(new Spot(view, place.x(), place.y()));
        if (away > 0) {
          distances.put(number, away);
        }
      }
      Map<Integer, Integer> seen = new HashMap<>();
      tracks
          .map(places.get(view))
          .areas()
          .forEach(
              (id, area) -> {
                if (numbers.containsKey(id)) {
                  seen.put(numbers.getOrDefault(id, 0), area);
                }
              });
      known.add(new MarkedView(here, distances, seen, width));
    }
    if (marks.isEmpty() && options.marks() > 0) {
      throw new CurationException(
          Reason.NO_MARKS,
          "%s: no object takes %.2f %% of one of its %d views and is certain there"
              .formatted(scene, 100 * options.leastArea(), views.size()));
    }
    return new MarkedScene(
        new MediaRef.Views(scene, tracks.tracker(), views, marks, true), known, exact);
  }

  /** A place in a view, in pixels of the label maps. */
  record Spot(int view, double x, double y) {}

  private static LabelMap certain(Tracks tracks, int frame) {
    LabelMap map = tracks.map(frame);
    short[] ids = map.ids();
    Map<Integer, Boolean> sure = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      int id = ids[i] & 0xffff;
      if (id != 0
          && !sure.computeIfAbsent(id, k -> tracks.confidence(frame, k) >= LEAST_CONFIDENCE)) {
        ids[i] = 0;
      }
    }
    return map;
  }
}
