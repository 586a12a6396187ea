package io.github.oryxcuration.correspondence.evaluate;

import io.github.oryxcuration.core.sample.Mark;
import java.util.List;

/**
 * A scene whose marks were compared, and where its pictures lie.
 *
 * @param name of the scan
 * @param shard the file that holds its views
 * @param row of the sample in that file, from 0
 * @param frames numbers of the views in the recording
 * @param stamped whether the marks are in the pixels
 */
record JudgedScene(
    String name,
    MarkScores scores,
    String shard,
    long row,
    List<Long> frames,
    List<Judged> marks,
    boolean stamped) {
  JudgedScene {
    frames = List.copyOf(frames);
    marks = List.copyOf(marks);
  }

  /**
   * A mark with what it stands on.
   *
   * @param isRight whether that is what its number stands for
   * @param truth the instance there, 0 for none
   */
  record Judged(Mark mark, boolean isRight, int truth) {}
}
