package io.github.oryxcuration.mixture.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sample as the page shows it; all of it is text that is not escaped yet.
 *
 * @param wide whether it has a row of its own, so that numbers on its pictures can be read
 * @param facts what the trainer makes of it, one short line each
 * @param warning what a reader should not overlook, or an empty string
 */
record Card(
    String id,
    String kind,
    String license,
    boolean strip,
    boolean wide,
    List<Shot> shots,
    String shotsNote,
    List<Line> lines,
    String linesNote,
    List<String> facts,
    String warning) {

  /**
   * One picture.
   *
   * @param thumbnail null where it cannot be shown
   * @param caption its moment or size
   * @param fault why it cannot be shown, or an empty string
   */
  record Shot(@Nullable Thumbnail thumbnail, String alt, String caption, String fault) {
    Shot withThumbnail(@Nullable Thumbnail thumbnail) {
      return new Shot(thumbnail, alt, caption, fault);
    }
  }

  /** One turn of the conversation. */
  record Line(String from, String text) {}

  Card withShots(List<Shot> shots) {
    return new Card(
        id, kind, license, strip, wide, shots, shotsNote, lines, linesNote, facts, warning);
  }
}
