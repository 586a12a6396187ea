package io.github.oryxcuration.needle.plan;

import java.util.List;

/**
 * What a task of any needle stage tells the next one.
 *
 * @param films that the film stage looked at
 * @param tried needles that a round of captioning tried
 */
record Step(List<Supply> films, List<Tried> tried) {
  Step {
    films = List.copyOf(films);
    tried = List.copyOf(tried);
  }

  /**
   * What a film could give.
   *
   * @param number of the film
   * @param cells cell of each of its offers, in their order
   */
  record Supply(int number, List<Integer> cells) {}

  /**
   * One needle that was captioned, or failed.
   *
   * @param film its number
   * @param offer its place among the film's offers
   * @param answer digest of the answer's words; empty where there is none
   */
  record Tried(int film, int offer, String answer) {
    boolean captioned() {
      return !answer.isEmpty();
    }
  }
}
