package io.github.oryxcuration.needle.grid;

import java.util.List;

/**
 * Where a sample stands on the grid and how its answer is judged; kept with the sample.
 *
 * @param frames of the sample in all
 * @param depth of the inserted frame, 0 for the first and 1 for the last
 * @param repeat from 0
 * @param film that the picture was inserted into
 * @param picture its name in the question's file
 * @param sha256 of the picture's file
 * @param question number of the question in its file, as a word
 * @param options of a multiple-choice question, whose answer is a letter; empty for others
 */
public record GridCell(
    int frames,
    double depth,
    int repeat,
    String film,
    String picture,
    String sha256,
    String question,
    List<String> options) {
  /** The word by which samples of a grid are known. */
  public static final String TYPE = "niah";

  public GridCell {
    options = List.copyOf(options);
  }

  /** The position of the inserted frame. */
  int position() {
    return (int) Math.round(depth * (frames - 1));
  }
}
