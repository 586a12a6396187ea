package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.core.error.CurationException;
import io.github.oryxcuration.core.error.Reason;
import io.github.oryxcuration.correspondence.evaluate.SequenceScores.Boxes;
import io.github.oryxcuration.correspondence.evaluate.SequenceScores.Masks;
import io.github.oryxcuration.correspondence.evaluate.SequenceScores.Spread;
import io.github.oryxcuration.correspondence.track.Assignment;
import io.github.oryxcuration.correspondence.track.FrameSequence;
import io.github.oryxcuration.correspondence.track.LabelMap;
import io.github.oryxcuration.correspondence.track.Tracker;
import io.github.oryxcuration.correspondence.track.Tracks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs a tracker over a sequence and compares what it found with the truth. */
public final class SequenceEvaluation {
  private static final double HALF = 0.5;
  private static final int THRESHOLDS = 21;
  private static final double NEAR_PIXELS = 20;

  private final Tracks tracks;
  private final List<Integer> frames = new ArrayList<>();
  private final List<String> names;
  private final SequenceTruth truth;
  private final boolean fromFirst;

  private SequenceEvaluation(
      Tracks tracks, List<String> names, SequenceTruth truth, boolean fromFirst)
      throws IOException {
    this.tracks = tracks;
    this.names = names;
    this.truth = truth;
    this.fromFirst = fromFirst;
    for (int i = 0; i < tracks.count(); i++) {
      if (truth.map(i, names.get(i)).isPresent()) {
        frames.add(i);
      }
    }
  }

  /**
   * Tracks and compares.
   *
   * @param names of the frames, by which the truth knows them
   * @param fromFirst whether the tracker was given the truth of the first frame: then objects are
   *     those of that frame under the ids that they got there, and the first and the last frame are
   *     not counted, as in DAVIS; else ids and objects are matched once over the whole sequence
   * @throws CurationException NO_FRAMES if the truth knows none of the frames
   */
  public static SequenceScores of(
      FrameSequence frames,
      List<String> names,
      Tracker tracker,
      SequenceTruth truth,
      boolean fromFirst)
      throws IOException {
    long start = System.nanoTime();
    Tracks tracks = tracker.track(frames);
    double millis = (System.nanoTime() - start) / 1e6 / Math.max(1, tracks.count());
    SequenceEvaluation evaluation = new SequenceEvaluation(tracks, names, truth, fromFirst);
    if (evaluation.frames.isEmpty()) {
      throw new CurationException(
          Reason.NO_FRAMES,
          "the truth knows none of the %d frames; the first is called '%s'"
              .formatted(names.size(), names.isEmpty() ? "" : names.get(0)));
    }
    SortedMap<Integer, Integer> idOf = evaluation.match();
    boolean boxes = truth.isBoxes();
    return new SequenceScores(
        tracker.name(),
        tracks.count(),
        evaluation.frames.size(),
        millis,
        boxes ? null : evaluation.masks(idOf),
        boxes ? null : evaluation.ids(),
        boxes ? evaluation.boxes(idOf) : null);
  }

  private LabelMap truth(int frame) throws IOException {
    return truth
        .map(frame, names.get(frame))
        .orElseThrow(() -> new IllegalStateException("the truth of frame " + frame + " is gone"));
  }

  private LabelMap found(int frame, LabelMap truth) {
    return tracks.map(frame).resized(truth.width(), truth.height());
  }

  /** For each object the id that stands for it, or 0 where none does. */
  private SortedMap<Integer, Integer> match() throws IOException {
    SortedMap<Integer, SortedMap<Integer, Double>> overlaps = new TreeMap<>();
    SortedSet<Integer> ids = new TreeSet<>();
    for (int frame : fromFirst ? frames.subList(0, 1) : frames) {
      LabelMap real = truth(frame);
      LabelMap own = found(frame, real);
      SortedMap<Integer, Integer> realAreas = real.areas();
      SortedMap<Integer, Integer> ownAreas = own.areas();
      realAreas.keySet().forEach(object -> overlaps.computeIfAbsent(object, k -> new TreeMap<>()));
      common(real, own)
          .forEach(
              (pair, both) -> {
                int object = (int) (pair >> 16);
                int id = (int) (pair & 0xffff);
                int either =
                    realAreas.getOrDefault(object, 0) + ownAreas.getOrDefault(id, 0) - both;
                overlaps
                    .computeIfAbsent(object, k -> new TreeMap<>())
                    .merge(id, (double) both / either, Double::sum);
                ids.add(id);
              });
    }
    List<Integer> columns = List.copyOf(ids);
    List<Integer> objects = List.copyOf(overlaps.keySet());
    List<SortedMap<Integer, Double>> rows = List.copyOf(overlaps.values());
    double[][] values = new double[objects.size()][columns.size()];
    for (int r = 0; r < values.length; r++) {
      for (int c = 0; c < columns.size(); c++) {
        values[r][c] = rows.get(r).getOrDefault(columns.get(c), 0.0);
      }
    }
    int[] match = Assignment.greatest(values);
    SortedMap<Integer, Integer> idOf = new TreeMap<>();
    for (int r = 0; r < match.length; r++) {
      idOf.put(objects.get(r), match[r] < 0 ? 0 : columns.get(match[r]));
    }
    return idOf;
  }

  private static SortedMap<Long, Integer> common(LabelMap real, LabelMap own) {
    SortedMap<Long, Integer> common = new TreeMap<>();
    for (int i = 0; i < real.ids().length; i++) {
      int object = real.ids()[i] & 0xffff;
      int id = own.ids()[i] & 0xffff;
      if (object != 0 && id != 0) {
        common.merge((long) object << 16 | id, 1, Integer::sum);
      }
    }
    return common;
  }

  private TrackEvaluation.Scores ids() throws IOException {
    TrackEvaluation evaluation = new TrackEvaluation();
    for (int frame : frames) {
      evaluation.add(tracks.map(frame), truth(frame));
    }
    return evaluation.scores();
  }

  /** The frames that count. */
  private List<Integer> counted() {
    return fromFirst && frames.size() > 2 ? frames.subList(1, frames.size() - 1) : frames;
  }

  private Masks masks(SortedMap<Integer, Integer> idOf) throws IOException {
    List<Integer> counted = counted();
    List<Integer> objects = List.copyOf(idOf.keySet());
    double[][] j = new double[objects.size()][counted.size()];
    double[][] f = new double[objects.size()][counted.size()];
    for (int i = 0; i < counted.size(); i++) {
      LabelMap real = truth(counted.get(i));
      LabelMap own = found(counted.get(i), real);
      for (int o = 0; o < objects.size(); o++) {
        boolean[] wanted = only(real, objects.get(o));
        boolean[] seen = only(own, idOf.getOrDefault(objects.get(o), 0));
        j[o][i] = MaskScores.j(seen, wanted);
        f[o][i] = MaskScores.f(seen, wanted, real.width(), real.height());
      }
    }
    return new Masks(objects.size(), spread(j), spread(f));
  }

  private static boolean[] only(LabelMap map, int id) {
    boolean[] mask = new boolean[map.ids().length];
    for (int i = 0; i < mask.length && id != 0; i++) {
      mask[i] = (map.ids()[i] & 0xffff) == id;
    }
    return mask;
  }

  private static Spread spread(double[][] ofObjects) {
    double mean = 0;
    double recall = 0;
    double decay = 0;
    for (double[] values : ofObjects) {
      mean += mean(values, 0, values.length) / ofObjects.length;
      recall +=
          Arrays.stream(values).filter(v -> v > HALF).count()
              / (double) values.length
              / ofObjects.length;
      decay += decay(values) / ofObjects.length;
    }
    return new Spread(mean, recall, decay);
  }

  /** Quarters share their borders, as in the reference implementation. */
  static double decay(double[] values) {
    int last = values.length - 1;
    int first = (int) Math.rint(last * 0.25);
    int third = (int) Math.rint(last * 0.75);
    return mean(values, 0, first + 1) - mean(values, third, values.length);
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).average().orElse(1);
  }

  private Boxes boxes(SortedMap<Integer, Integer> idOf) throws IOException {
    double success = 0;
    double near = 0;
    int counted = 0;
    int id = idOf.isEmpty() ? 0 : idOf.getOrDefault(idOf.firstKey(), 0);
    for (int frame : counted()) {
      LabelMap real = truth(frame);
      Optional<int[]> wanted = box(only(real, 1), real.width());
      if (wanted.isEmpty()) {
        continue; // the object is not there: OTB does not count such frames
      }
      counted++;
      Optional<int[]> seen = box(only(found(frame, real), id), real.width());
      double overlap = seen.map(s -> overlap(s, wanted.get())).orElse(0.0);
      int passed = 0;
      for (int t = 0; t < THRESHOLDS; t++) {
        passed += overlap > t / (double) (THRESHOLDS - 1) ? 1 : 0;
      }
      success += passed / (double) THRESHOLDS;
      near += seen.isPresent() && apart(seen.get(), wanted.get()) <= NEAR_PIXELS ? 1 : 0;
    }
    return new Boxes(success / Math.max(1, counted), near / Math.max(1, counted));
  }

  /** Left, top, right and bottom, ends excluded. */
  private static Optional<int[]> box(boolean[] mask, int width) {
    int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0};
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        int x = i % width;
        int y = i / width;
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x + 1);
        box[3] = Math.max(box[3], y + 1);
      }
    }
    return box[2] == 0 ? Optional.empty() : Optional.of(box);
  }

  private static double overlap(int[] a, int[] b) {
    long width = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]));
    long height = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
    double both = width * height;
    return both / (area(a) + area(b) - both);
  }

  private static double area(int[] box) {
    return (box[2] - box[0]) * (double) (box[3] - box[1]);
  }

  private static double apart(int[] a, int[] b) {
    double dx = (a[0] + a[2] - b[0] - b[2]) * HALF;
    double dy = (a[1] + a[3] - b[1] - b[3]) * HALF;
    return Math.sqrt(dx * dx + dy * dy);
  }
}
