package io.github.oryxcuration.runtime.prompt;

import io.github.oryxcuration.core.text.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The order of text and visual tokens in one sequence: every placeholder gives way to the tokens of
 * its medium, then what passes the limit is cut off ({@code prepare_inputs_labels_for_multimodal}
 * of {@code oryx_arch.py}).
 *
 * @param runs from the first position to the last; none is empty
 * @param length positions that stay
 * @param cut positions that were cut off behind them
 */
public record SequenceLayout(List<Run> runs, int length, int cut) {
  /** Positions of one kind, side by side. */
  public sealed interface Run {}

  /**
   * Text.
   *
   * @param from index of its first id in the prompt
   * @param to one past its last
   */
  public record Text(int from, int to) implements Run {}

  /**
   * The tokens of a medium.
   *
   * @param medium its number
   * @param tokens how many of its first ones stay
   */
  public record Media(int medium, int tokens) implements Run {}

  public SequenceLayout {
    runs = List.copyOf(runs);
  }

  /**
   * Lays a sequence out.
   *
   * @param ids with {@link Prompt#IMAGE} for each medium
   * @param visualTokens of each medium, in their order
   * @param maxLength most positions
   * @throws IllegalArgumentException if there are not as many placeholders as media
   */
  public static SequenceLayout of(int[] ids, long[] visualTokens, int maxLength) {
    int placeholders = (int) Arrays.stream(ids).filter(id -> id == Prompt.IMAGE).count();
    if (placeholders != visualTokens.length) {
      throw new IllegalArgumentException(
          "the prompt must have one <image> for each medium, but has "
              + placeholders
              + " for "
              + visualTokens.length);
    }
    Laying laying = new Laying(maxLength);
    int medium = 0;
    int start = 0;
    for (int i = 0; i <= ids.length; i++) {
      if (i == ids.length || ids[i] == Prompt.IMAGE) {
        int kept = laying.keep(i - start);
        if (kept > 0) {
          laying.runs.add(new Text(start, start + kept));
        }
        start = i + 1;
      }
      if (i < ids.length && ids[i] == Prompt.IMAGE) {
        int kept = laying.keep(visualTokens[medium]);
        if (kept > 0) {
          laying.runs.add(new Media(medium, kept));
        }
        medium++;
      }
    }
    return new SequenceLayout(laying.runs, laying.length, Math.toIntExact(laying.cut));
  }

  private static final class Laying {
    private final int room;
    private final List<Run> runs = new ArrayList<>();
    private int length;
    private long cut;

    Laying(int room) {
      this.room = room;
    }

    int keep(long tokens) {
      int kept = (int) Math.min(tokens, room - length);
      length += kept;
      cut += tokens - kept;
      return kept;
    }
  }

  /** For every position the index of its id in the prompt, or -1 for a visual token. */
  public int[] textIndices() {
    int[] indices = new int[length];
    int at = 0;
    for (Run run : runs) {
      if (run instanceof Text text) {
        for (int i = text.from(); i < text.to(); i++) {
          indices[at++] = i;
        }
      } else if (run instanceof Media media) {
        Arrays.fill(indices, at, at + media.tokens(), -1);
        at += media.tokens();
      }
    }
    return indices;
  }
}
