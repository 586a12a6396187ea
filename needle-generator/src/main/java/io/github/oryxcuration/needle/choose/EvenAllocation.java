package io.github.oryxcuration.needle.choose;

import java.util.Arrays;

/**
 * How many needles of each cell each film gives, so that the sums of the cells differ by at most
 * one and are as large as films and cells allow. Counts alone; which needles is the films' affair.
 */
public final class EvenAllocation {
  private EvenAllocation() {}

  /**
   * Allocates.
   *
   * @param supply needles that film {@code f} has in cell {@code c}
   * @param perFilm needles that each film may give in all
   * @param total needles wanted at most
   * @return needles to take by film and cell
   */
  public static int[][] even(int[][] supply, int[] perFilm, int total) {
    return even(supply, perFilm, total, new int[supply.length == 0 ? 0 : supply[0].length]);
  }

  /**
   * Allocates what is missing where some needles are there already.
   *
   * @param present needles that each cell has already; they count for evenness and total
   */
  public static int[][] even(int[][] supply, int[] perFilm, int total, int[] present) {
    int films = supply.length;
    int cells = present.length;
    if (films == 0 || cells == 0) {
      return new int[films][cells];
    }
    int low = Arrays.stream(present).max().orElse(0);
    // A cell may hold more than the others can reach; those are trimmed later, not here.
    int high = Math.max(low, total / cells + 1);
    int reached = floor(supply, perFilm, present, high, total);
    Network network = new Network(supply, perFilm, present, reached);
    network.push();
    int left = total - sum(present) - network.sent;
    network.oneMore(left);
    return network.taken();
  }

  /** The highest level that all cells can reach together. */
  private static int floor(int[][] supply, int[] perFilm, int[] present, int high, int total) {
    int low = 0;
    int top = Math.min(high, total / present.length);
    while (low < top) {
      int middle = (low + top + 1) >>> 1;
      Network network = new Network(supply, perFilm, present, middle);
      network.push();
      if (network.full()) {
        low = middle;
      } else {
        top = middle - 1;
      }
    }
    return low;
  }

  private static int sum(int[] values) {
    return Arrays.stream(values).sum();
  }

  /** Source → films → cells → sink. */
  private static final class Network {
    private final int[][] edges;
    private final int[] sinks;
    private final int cells;
    private final FlowNetwork flow;
    private final int[] present;
    private final int level;
    private final int wanted;
    private int sent;

    Network(int[][] supply, int[] perFilm, int[] present, int level) {
      int films = supply.length;
      this.present = present;
      this.level = level;
      cells = present.length;
      flow = new FlowNetwork(films + cells + 2);
      edges = new int[films][cells];
      sinks = new int[cells];
      int source = films + cells;
      for (int film = 0; film < films; film++) {
        flow.add(source, film, Math.max(0, perFilm[film]));
        for (int cell = 0; cell < cells; cell++) {
          edges[film][cell] =
              supply[film][cell] > 0 ? flow.add(film, films + cell, supply[film][cell]) : -1;
        }
      }
      int sum = 0;
      for (int cell = 0; cell < cells; cell++) {
        int missing = Math.max(0, level - present[cell]);
        sinks[cell] = flow.add(films + cell, source + 1, missing);
        sum += missing;
      }
      wanted = sum;
    }

    void push() {
      sent += flow.push(edges.length + cells, edges.length + cells + 1);
    }

    boolean full() {
      return sent == wanted;
    }

    /** Gives cells one more, first to last, until {@code left} are given. */
    void oneMore(int left) {
      for (int cell = 0; cell < cells && left > 0; cell++) {
        if (present[cell] > level) {
          continue; // has its one more already
        }
        flow.widen(sinks[cell], 1);
        int before = sent;
        push();
        left -= sent - before;
      }
    }

    int[][] taken() {
      int[][] taken = new int[edges.length][cells];
      for (int film = 0; film < edges.length; film++) {
        for (int cell = 0; cell < cells; cell++) {
          taken[film][cell] = edges[film][cell] < 0 ? 0 : flow.flow(edges[film][cell]);
        }
      }
      return taken;
    }
  }
}
