package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.correspondence.track.Assignment;
import io.github.oryxcuration.correspondence.track.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * IDF1 (Ristani et al., 2016) and HOTA (Luiten et al., IJCV 2021; the order of steps is that of its
 * reference implementation TrackEval) over label maps.
 */
public final class TrackEvaluation {
  private static final double IDF1_OVERLAP = 0.5;
  private static final int ALPHAS = 19;

  /** Overlaps of one frame, between places in the lists of all ids. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Frame(int[] found, int[] truth, double[][] overlap) {}

  /**
   * What was measured, 0 to 1.
   *
   * @param hota the mean of sqrt(DetA·AssA) over overlaps of 0.05 to 0.95
   * @param detA how well objects are found, the mean over overlaps
   * @param assA how well they keep their ids, the mean over overlaps
   */
  public record Scores(double idf1, double hota, double detA, double assA) {}

  private final Map<Integer, Integer> foundPlaces = new HashMap<>();
  private final Map<Integer, Integer> truthPlaces = new HashMap<>();
  private final List<Frame> frames = new ArrayList<>();

  /** Adds the next frame; 0 is no object. */
  public void add(LabelMap found, LabelMap truth) {
    LabelMap sized = found.resized(truth.width(), truth.height());
    Map<Integer, Integer> foundAreas = sized.areas();
    Map<Integer, Integer> truthAreas = truth.areas();
    List<Integer> f = List.copyOf(foundAreas.keySet());
    List<Integer> t = List.copyOf(truthAreas.keySet());
    Map<Integer, Integer> row = places(f);
    Map<Integer, Integer> column = places(t);
    double[][] overlap = new double[f.size()][t.size()];
    for (int i = 0; i < truth.ids().length; i++) {
      int a = sized.ids()[i] & 0xffff;
      int b = truth.ids()[i] & 0xffff;
      if (a != 0 && b != 0) {
        overlap[row.getOrDefault(a, 0)][column.getOrDefault(b, 0)]++;
      }
    }
    for (int r = 0; r < f.size(); r++) {
      for (int c = 0; c < t.size(); c++) {
        double both = overlap[r][c];
        int either =
            foundAreas.getOrDefault(f.get(r), 0)
                + truthAreas.getOrDefault(t.get(c), 0)
                - (int) both;
        overlap[r][c] = both / either;
      }
    }
    add(f, t, overlap);
  }

  /**
   * Adds the next frame by its overlaps.
   *
   * @param overlap of each found id with each true one, 0 to 1
   */
  void add(List<Integer> found, List<Integer> truth, double[][] overlap) {
    frames.add(
        new Frame(
            found.stream().mapToInt(id -> place(foundPlaces, id)).toArray(),
            truth.stream().mapToInt(id -> place(truthPlaces, id)).toArray(),
            overlap));
  }

  private static Map<Integer, Integer> places(List<Integer> ids) {
    Map<Integer, Integer> places = new HashMap<>();
    ids.forEach(id -> places.put(id, places.size()));
    return places;
  }

  private static int place(Map<Integer, Integer> places, int id) {
    Integer known = places.putIfAbsent(id, places.size());
    return known == null ? places.size() - 1 : known;
  }

  /** What was added so far. */
  public Scores scores() {
    int found = foundPlaces.size();
    int truth = truthPlaces.size();
    double[] foundCount = new double[found];
    double[] truthCount = new double[truth];
    double[][] potential = new double[truth][found];
    double[][] together = new double[truth][found];
    for (Frame frame : frames) {
      Arrays.stream(frame.found).forEach(p -> foundCount[p]++);
      Arrays.stream(frame.truth).forEach(p -> truthCount[p]++);
      align(frame, potential, together);
    }
    double[] hota = hota(foundCount, truthCount, potential);
    return new Scores(idf1(foundCount, truthCount, together), hota[0], hota[1], hota[2]);
  }

  private static void align(Frame frame, double[][] potential, double[][] together) {
    double[] rows = new double[frame.found.length];
    double[] columns = new double[frame.truth.length];
    for (int f = 0; f < rows.length; f++) {
      for (int t = 0; t < columns.length; t++) {
        rows[f] += frame.overlap[f][t];
        columns[t] += frame.overlap[f][t];
      }
    }
    for (int f = 0; f < rows.length; f++) {
      for (int t = 0; t < columns.length; t++) {
        double overlap = frame.overlap[f][t];
        double either = rows[f] + columns[t] - overlap;
        potential[frame.truth[t]][frame.found[f]] += either > 0 ? overlap / either : 0;
        together[frame.truth[t]][frame.found[f]] += overlap >= IDF1_OVERLAP ? 1 : 0;
      }
    }
  }

  private static double idf1(double[] foundCount, double[] truthCount, double[][] together) {
    double all = Arrays.stream(foundCount).sum() + Arrays.stream(truthCount).sum();
    if (all == 0) {
      return 1;
    }
    double right = 0;
    int[] match = Assignment.greatest(together);
    for (int t = 0; t < match.length; t++) {
      right += match[t] >= 0 ? together[t][match[t]] : 0;
    }
    return 2 * right / all;
  }

  private double[] hota(double[] foundCount, double[] truthCount, double[][] potential) {
    double[][] alignment = new double[truthCount.length][foundCount.length];
    for (int t = 0; t < truthCount.length; t++) {
      for (int f = 0; f < foundCount.length; f++) {
        alignment[t][f] = potential[t][f] / (truthCount[t] + foundCount[f] - potential[t][f]);
      }
    }
    double[] hits = new double[ALPHAS];
    double[][][] matched = new double[ALPHAS][truthCount.length][foundCount.length];
    for (Frame frame : frames) {
      double[][] score = new double[frame.truth.length][frame.found.length];
      for (int t = 0; t < frame.truth.length; t++) {
        for (int f = 0; f < frame.found.length; f++) {
          score[t][f] = alignment[frame.truth[t]][frame.found[f]] * frame.overlap[f][t];
        }
      }
      int[] match = frame.found.length == 0 ? new int[0] : Assignment.greatest(score);
      for (int t = 0; t < match.length; t++) {
        for (int a = 0; a < ALPHAS && match[t] >= 0; a++) {
          if (frame.overlap[match[t]][t] >= alpha(a) - Math.ulp(1.0)) {
            hits[a]++;
            matched[a][frame.truth[t]][frame.found[match[t]]]++;
          }
        }
      }
    }
    double found = Arrays.stream(foundCount).sum();
    double truth = Arrays.stream(truthCount).sum();
    double[] mean = new double[3];
    for (int a = 0; a < ALPHAS; a++) {
      double detA = truth + found == 0 ? 1 : hits[a] / Math.max(1, truth + found - hits[a]);
      double assA = association(matched[a], foundCount, truthCount) / Math.max(1, hits[a]);
      mean[0] += Math.sqrt(detA * assA) / ALPHAS;
      mean[1] += detA / ALPHAS;
      mean[2] += assA / ALPHAS;
    }
    return mean;
  }

  private static double association(double[][] matched, double[] foundCount, double[] truthCount) {
    double sum = 0;
    for (int t = 0; t < truthCount.length; t++) {
      for (int f = 0; f < foundCount.length; f++) {
        double m = matched[t][f];
        sum += m == 0 ? 0 : m * m / Math.max(1, truthCount[t] + foundCount[f] - m);
      }
    }
    return sum;
  }

  private static double alpha(int step) {
    return 0.05 * (step + 1);
  }
}
