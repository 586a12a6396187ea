package io.github.oryxcuration.needle.caption;

import io.github.oryxcuration.needle.film.Shot;
import io.github.oryxcuration.needle.film.Subtitles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether an answer can be had without its frame: its words stand in a subtitle outside its shots,
 * or nearly all of them in an answer about other shots, or it says too little to tell its frame
 * from others.
 */
public final class Leaks {
  /** So many words in a row are no chance. */
  private static final int RUN = 6;

  private static final int LEAST_WORDS = 8;
  private static final double NEARLY = 0.9;

  private Leaks() {}

  /**
   * The subtitles that are spoken outside the given shots.
   *
   * @param framesPerSecond of the film; 0 where it is not known, then all of them
   */
  public static List<String> outside(
      Subtitles subtitles, List<Shot> shots, double framesPerSecond) {
    List<String> outside = new ArrayList<>();
    for (Subtitles.Cue cue : subtitles.cues()) {
      boolean inside =
          framesPerSecond > 0
              && shots.stream()
                  .anyMatch(
                      shot ->
                          cue.start() <= (shot.end() + 1) / framesPerSecond
                              && cue.end() >= shot.start() / framesPerSecond);
      if (!inside) {
        outside.add(cue.text());
      }
    }
    return outside;
  }

  /** The first run of words of the answer that the texts hold too; empty for none. */
  public static String shared(String answer, List<String> texts) {
    List<String> words = Words.of(answer);
    Set<String> runs = Words.runs(words, RUN);
    Set<String> known = new HashSet<>();
    for (String text : texts) {
      known.addAll(Words.runs(Words.of(text), RUN));
    }
    for (int i = 0; i + RUN <= words.size(); i++) {
      String run = String.join(" ", words.subList(i, i + RUN));
      if (runs.contains(run) && known.contains(run)) {
        return run;
      }
    }
    return "";
  }

  /** Whether two texts have nine of ten words in common, in whatever order. */
  public static boolean areNearlyTheSame(String one, String other) {
    Set<String> words = new HashSet<>(Words.of(one));
    Set<String> all = new HashSet<>(Words.of(other));
    int together = words.size() + all.size();
    all.addAll(words);
    return together - all.size() >= NEARLY * all.size();
  }

  /** Whether an answer is too short to say anything of its own. */
  public static boolean isGeneric(String answer) {
    return new HashSet<>(Words.of(answer)).size() < LEAST_WORDS;
  }
}
